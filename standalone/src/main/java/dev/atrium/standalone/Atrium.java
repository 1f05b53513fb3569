package dev.atrium.standalone;

import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.keys.SigningKeys;
import dev.atrium.standalone.home.Home;
import dev.atrium.standalone.home.HomeLock;
import dev.atrium.standalone.home.Ports;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Atrium on one machine: hub, init-service and the local engine in this process, PostgreSQL, the S3
 * server and a runner for each open project as its children.
 *
 * <p>Exit codes: 0 stopped, 1 it could not start, 2 bad options.
 */
@QuarkusMain
public final class Atrium {

  /** A stop waits this long for edits to be flushed before it stops what they are flushed to. */
  private static final long STOP_SECONDS = 60;

  private Atrium() {}

  public static void main(String[] arguments) {
    Options options;
    try {
      options =
          Options.parse(
              List.of(arguments), System.getenv(), Path.of(System.getProperty("user.home")));
    } catch (IllegalArgumentException bad) {
      System.err.println("atrium: " + bad.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    try {
      run(options);
    } catch (IOException failure) {
      System.err.println("atrium: " + failure.getMessage());
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException {
    var home = Home.open(options.home());
    var lock = HomeLock.take(home.lock(), Settings.origin(options.port()));
    if (lock.isEmpty()) {
      System.out.print(Announcement.alreadyRunning(home, HomeLock.holder(home.lock())));
      System.exit(1);
    }
    if (!Ports.isFree(options.port())) {
      throw new IOException(
          "port " + options.port() + " is taken by another program; choose one with --port.");
    }
    SecretFile.readOrCreate(home.adminToken(), Secrets::random);
    SigningKeys.publish(SigningKeys.load(home.signingKey()), home.jwks());
    var install = Installation.find();
    var services = Services.start(home, install);
    var stopped = new CountDownLatch(1);
    stopServicesAfter(stopped, services);
    Settings.of(home, options.port(), install, services.database(), services.objects().settings())
        .forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    Quarkus.run(Application.class, (code, failure) -> ended(stopped, code, failure));
  }

  /** The JVM runs this at every orderly end; Quarkus stops itself in a hook of its own. */
  private static void stopServicesAfter(CountDownLatch stopped, Services services) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  await(stopped);
                  services.close();
                },
                "stop-services"));
  }

  private static void await(CountDownLatch stopped) {
    try {
      stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ended(CountDownLatch stopped, int code, Throwable failure) {
    stopped.countDown();
    if (failure != null) {
      System.err.println("atrium: " + failure.getMessage());
      System.exit(1);
    }
  }
}
