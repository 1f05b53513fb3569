package dev.atrium.standalone.objectstore;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreIT {

  private static final Path JAR =
      Path.of("..", "standalone", "s3", "target", "s3", "atrium-s3.jar");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir Path directory;

  @Test
  void aKilledServerIsTriedAgainUntilItCanServe() throws Exception {
    ProcessHandle last;
    try (var store = start("one", directory.resolve("s3.json"))) {
      var settings = store.settings();
      assertThat(serves(settings)).isTrue();
      try (var inTheWay = killAndTakeItsPort(store, settings.port())) {
        ProcessHandle next = awaitOther(store, store.process());
        awaitOther(store, next);
        assertThat(inTheWay.isBound()).isTrue();
      }
      await().until(() -> serves(settings));
      last = store.process();
    }
    assertThat(last.isAlive()).isFalse();
  }

  @Test
  void twoThatStartInTheSameMomentGetAPortEach() throws Exception {
    Path settings = directory.resolve("s3.json");
    ObjectStoreSettings.load(settings);
    Path same = Files.copy(settings, directory.resolve("same.json"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> start("one", settings));
      var second = threads.submit(() -> start("two", same));
      try (var one = first.get();
          var two = second.get()) {
        assertThat(one.settings().port()).isNotEqualTo(two.settings().port());
        assertThat(serves(one.settings()) && serves(two.settings())).isTrue();
        assertThat(written(same).port()).isEqualTo(two.settings().port());
      }
    }
  }

  private static ObjectStoreSettings written(Path settings) throws IOException {
    return Codec.JSON.readValue(settings.toFile(), ObjectStoreSettings.class);
  }

  private ObjectStore start(String name, Path settings) throws IOException {
    return ObjectStore.start(
        JAR, directory.resolve(name), settings, directory.resolve("logs/" + name + ".log"));
  }

  /** Kills as often as it takes: a new server may have the port before anybody else. */
  private static ServerSocket killAndTakeItsPort(ObjectStore store, int port) {
    return await()
        .ignoreExceptions()
        .until(
            () -> {
              store.process().destroyForcibly();
              return new ServerSocket(port, 1, HERE);
            },
            ServerSocket::isBound);
  }

  private static ProcessHandle awaitOther(ObjectStore store, ProcessHandle earlier) {
    return await().until(store::process, process -> !process.equals(earlier));
  }

  private static boolean serves(ObjectStoreSettings settings) {
    try (var connection = new Socket(HERE, settings.port())) {
      return connection.isConnected();
    } catch (IOException nobodyThere) {
      return false;
    }
  }
}
