package dev.atrium.standalone.objectstore;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreIT {

  private static final Path JAR =
      Path.of("..", "standalone", "s3", "target", "s3", "atrium-s3.jar");
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir Path directory;

  @Test
  void aKilledServerIsTriedAgainUntilItCanServe() throws Exception {
    var settings = ObjectStoreSettings.load(directory.resolve("s3.json"));
    ProcessHandle last;
    try (var store =
        ObjectStore.start(
            JAR, directory.resolve("objects"), settings, directory.resolve("logs/s3.log"))) {
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
