package dev.atrium.standalone;

import dev.atrium.standalone.home.Home;
import dev.atrium.standalone.objectstore.ObjectStore;
import dev.atrium.standalone.postgres.Database;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jboss.logging.Logger;

/** What must serve before the hub can: the database and the object store. */
record Services(Database database, ObjectStore objects) implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Services.class);

  /** Starts both at once. */
  static Services start(Home home, Installation install) throws IOException {
    var database =
        inBackground(() -> Database.start(home.postgres(), home.cache().resolve("postgresql")));
    try {
      var log = home.logs().resolve("s3.log");
      var objects =
          ObjectStore.start(install.objectStore(), home.objects(), home.s3Settings(), log);
      return new Services(get(database), objects);
    } catch (IOException failure) {
      stop(get(database));
      throw failure;
    }
  }

  private static <T> FutureTask<T> inBackground(Callable<T> work) {
    var task = new FutureTask<>(work);
    Thread.ofPlatform().name("start").start(task);
    return task;
  }

  private static <T> T get(FutureTask<T> task) throws IOException {
    try {
      return task.get();
    } catch (ExecutionException failure) {
      throw new IOException(failure.getCause().getMessage(), failure.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  @Override
  public void close() {
    objects.close();
    stop(database);
  }

  private static void stop(Database database) {
    try {
      database.close();
    } catch (IOException failure) {
      LOG.warn("PostgreSQL did not stop cleanly; it recovers at the next start", failure);
    }
  }
}
