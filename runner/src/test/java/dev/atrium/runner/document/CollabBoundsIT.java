package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.sync.Message;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may ask of the runner's memory: whoever wants more is turned away, nobody else. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class CollabBoundsIT {

  private static final int MEGABYTE = 1 << 20;

  /** More than may wait for a client, and what sockets keep of their own. */
  private static final int TOO_MANY_MEGABYTES = 56;

  private static final long SLOW = 1;
  private static final long STUCK = 2;

  @TestHTTPResource URL url;

  private Path file;
  private String address;
  private RunnerClient editor;

  @BeforeEach
  void open() throws Exception {
    Path directory = Files.createTempDirectory(RunnerProfile.directory().resolve("project"), "b");
    file = Files.writeString(directory.resolve("a.txt"), "text");
    address = "/collab/" + directory.getFileName() + "/a.txt";
    editor = new RunnerClient(url.getPort(), Role.EDITOR);
  }

  @AfterEach
  void close() {
    editor.close();
  }

  @Test
  void aClientThatDoesNotReadLosesItsConnectionAndNobodyElseDoes() {
    try (CollabClient ann = synced();
        CollabClient bob = synced()) {
      Reluctant slow = editor.webSocket(address, Reluctant::new);
      Reluctant stuck = editor.webSocket(address, Reluctant::new);
      slow.showUp(SLOW);
      stuck.showUp(STUCK);
      await().until(() -> bob.present().containsAll(List.of(SLOW, STUCK)));

      for (int sent = 0; sent < TOO_MANY_MEGABYTES; sent++) {
        ann.insert(0, "x".repeat(MEGABYTE));
        ann.delete(0, MEGABYTE);
      }
      ann.insert(4, "!");
      await().until(bob::text, "text!"::equals);

      slow.readOn();
      assertThat(slow.closeCode()).isEqualTo(CloseCode.TOO_MANY.code());
      assertThat(slow.received()).isLessThan(Outbox.MAX_UNSENT);
      await()
          .alias("who never reads again is not there for ever")
          .until(() -> !bob.present().contains(STUCK));
      bob.insert(5, "?");
      await().until(ann::text, "text!?"::equals);
      await().until(() -> Files.readString(file), "text!?"::equals);
    }
  }

  @Test
  void aMessageThatIsTooLargeIsRefused() {
    try (CollabClient ann = synced();
        CollabClient bad = synced()) {
      bad.send(new byte[LiveDocument.LIMITS.messageBytes() + 1]);
      assertThat(bad.closeCode()).isEqualTo(CloseCode.TOO_LARGE.code());
      ann.insert(4, "!");
      await().until(() -> Files.readString(file), "text!"::equals);
    }
  }

  @Test
  void statesThatAreTooLongAreRefused() {
    try (CollabClient ann = synced();
        CollabClient bad = synced()) {
      bad.send(state(SLOW, "\"" + "x".repeat(LiveDocument.LIMITS.stateBytes()) + "\""));
      assertThat(bad.closeCode()).isEqualTo(CloseCode.TOO_MANY.code());
      ann.insert(4, "!");
      await().until(() -> Files.readString(file), "text!"::equals);
    }
  }

  private CollabClient synced() {
    CollabClient client = editor.webSocket(address, CollabClient::new);
    await().until(client::isSynced);
    return client;
  }

  private static byte[] state(long client, String json) {
    return new Message.AwarenessStates(
            new AwarenessUpdate(List.of(new AwarenessUpdate.Entry(client, 1, json))))
        .encode();
  }

  /** A client that says that it is there and reads nothing until it is told to. */
  private static final class Reluctant {

    private final WebSocket socket;
    private final AtomicLong received = new AtomicLong();
    private final CompletableFuture<Short> closed = new CompletableFuture<>();

    Reluctant(WebSocket socket) {
      this.socket = socket;
      socket.pause();
      socket.binaryMessageHandler(message -> received.addAndGet(message.length()));
      socket.closeHandler(_ -> closed.complete(socket.closeStatusCode()));
    }

    void showUp(long client) {
      socket.writeBinaryMessage(Buffer.buffer(state(client, "{}")));
    }

    void readOn() {
      socket.resume();
    }

    long received() {
      return received.get();
    }

    int closeCode() {
      return await(closed);
    }
  }
}
