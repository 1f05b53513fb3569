package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.testing.DirectDocumentLog;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.sync.Message;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real sockets, and the disk; what survives a crash is another test's. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class CollabIT {

  @TestHTTPResource URL url;
  @Inject DirectDocumentLog log;
  @Inject LiveDocuments documents;

  private Path directory;
  private String name;
  private RunnerClient editor;
  private RunnerClient viewer;

  @BeforeEach
  void open() throws Exception {
    directory = Files.createTempDirectory(RunnerProfile.directory().resolve("project"), "live");
    name = directory.getFileName().toString();
    editor = new RunnerClient(url.getPort(), Role.EDITOR);
    viewer = new RunnerClient(url.getPort(), Role.VIEWER);
  }

  @AfterEach
  void close() {
    log.goOn();
    editor.close();
    viewer.close();
  }

  @Test
  void stockClientsTypeTogetherAndTheFileFollows() throws Exception {
    Path file = write("with space.txt", "one\n");
    try (NodeClient ann = stock("with%20space.txt").synced();
        NodeClient bob = stock("with%20space.txt").synced()) {
      assertThat(ann.text()).isEqualTo("one\n");
      ann.insert(4, "two\n");
      bob.insert(0, "zero\n");
      ann.awaitText("zero\none\ntwo\n");
      bob.awaitText("zero\none\ntwo\n");
      awaitFile(file, "zero\none\ntwo\n");

      ann.ask(Map.of("do", "present", "state", Map.of("typing", true)));
      await()
          .untilAsserted(
              () ->
                  assertThat(bob.ask("others").toString())
                      .isEqualTo("[{\"typing\":true,\"user\":{\"id\":\"ann\",\"name\":\"Ann\"}}]"));

      bob.ask("offline");
      bob.insert(0, "offline\n");
      ann.insert(0, "online\n");
      bob.ask("online");
      await().until(() -> bob.text().equals(ann.text()));
      assertThat(ann.text()).contains("offline\n", "online\n", "zero\none\ntwo\n");
    }
  }

  @Test
  void aViewersUpdateEndsTheViewersConnectionAndNothingElse() throws Exception {
    Path file = write("a.txt", "text");
    try (CollabClient ann = synced(editor, "a.txt", "");
        CollabClient vic = synced(viewer, "a.txt", "")) {
      ann.insert(4, "!");
      await().until(vic::text, "text!"::equals);
      vic.insert(0, "no ");
      assertThat(vic.closeCode()).isEqualTo(CloseCode.NOT_ALLOWED.code());
      ann.insert(5, "?");
      awaitFile(file, "text!?");
    }
  }

  @Test
  void nobodyIsShownUnderAnothersName() throws Exception {
    write("a.txt", "text");
    try (RunnerClient mallory = new RunnerClient(url.getPort(), Role.VIEWER, "m", "Mallory");
        NodeClient ann = stock("a.txt").synced();
        NodeClient claims = stock("a.txt", mallory).synced()) {
      Map<String, ?> user = Map.of("id", "ann", "name", "Ann", "color", "#c0ffee");
      claims.ask(Map.of("do", "present", "state", Map.of("user", user)));
      await().until(() -> ann.ask("others").findPath("color").asText(), "#c0ffee"::equals);
      assertThat(ann.ask("others").findPath("name").asText()).isEqualTo("Mallory");
      assertThat(ann.ask("others").findPath("id").asText()).isEqualTo("m");
      try (NodeClient late = stock("a.txt").synced()) {
        await().until(() -> late.ask("others").findPath("name").asText(), "Mallory"::equals);
      }
    }
  }

  @Test
  void badMessagesEndOnlyTheirConnection() throws Exception {
    Path file = write("a.txt", "text");
    try (CollabClient ann = synced(editor, "a.txt", "")) {
      try (CollabClient bad = synced(editor, "a.txt", "")) {
        bad.send(new byte[] {0, 2, 5, 1, 1, 1});
        assertThat(bad.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
      }
      try (CollabClient bad = synced(editor, "a.txt", "")) {
        bad.sendText("hello");
        assertThat(bad.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
      }
      ann.insert(0, "still ");
      awaitFile(file, "still text");
    }
  }

  @Test
  void updatesAreBroadcastAtOnceAndAcknowledgedWhenDurable() throws Exception {
    write("a.txt", "");
    try (CollabClient ann = synced(editor, "a.txt", "?ack=1");
        CollabClient bob = synced(editor, "a.txt", "")) {
      // The answer to the server's own question counts too.
      await().until(() -> ann.acknowledged() == 1);
      log.stall();
      ann.insert(0, "x");
      await().until(bob::text, "x"::equals);
      bob.ask();
      ann.insert(1, "y");
      await().until(bob::text, "xy"::equals);
      assertThat(ann.acknowledged()).isEqualTo(1);
      assertThat(bob.log()).doesNotContain("SyncStep2");
      log.goOn();
      await().until(() -> ann.acknowledged() == 3);
      await().until(bob::isSynced);
      assertThat(bob.log()).doesNotContain("Acknowledged");
    }
  }

  @Test
  void anUpdateThatWaitsForAnotherOneIsNotAcknowledged() throws Exception {
    Path file = write("a.txt", "");
    List<byte[]> updates = new ArrayList<>();
    Doc elsewhere = new Doc();
    elsewhere.onUpdate((update, _) -> updates.add(new Message.SyncUpdate(update).encode()));
    elsewhere.text(LiveDocument.TEXT).insert(0, "x");
    elsewhere.text(LiveDocument.TEXT).insert(1, "y");
    try (CollabClient ann = synced(editor, "a.txt", "?ack=1")) {
      await().until(() -> ann.acknowledged() == 1);
      ann.send(updates.get(1));
      ann.ask();
      await().until(ann::isSynced);
      assertThat(ann.log()).as("asked for what is missing").contains("SyncStep1");
      assertThat(ann.acknowledged()).as("everything before it is durable").isEqualTo(1);

      ann.send(updates.get(0));
      await().until(() -> ann.acknowledged() > 2);
      awaitFile(file, "xy");
    }
  }

  @Test
  void anotherDocumentsGuidIsRefusedBeforeAnyMerge() throws Exception {
    write("a.txt", "text");
    try (CollabClient ann = synced(editor, "a.txt", "?guid=")) {
      assertThat(ann.identity()).isNotBlank();
      assertThat(ann.log().getFirst()).isEqualTo("identity");
      try (CollabClient same = synced(editor, "a.txt", "?guid=" + ann.identity())) {
        assertThat(same.identity()).isEqualTo(ann.identity());
      }
      try (CollabClient other = connect(editor, "a.txt", "?guid=other")) {
        assertThat(other.closeCode()).isEqualTo(CloseCode.DOCUMENT_REPLACED.code());
        assertThat(other.log()).isEmpty();
      }
    }
  }

  @Test
  void whatIsNoTextHasNoDocumentAndSaysSo() throws Exception {
    Files.write(directory.resolve("bin"), new byte[] {1, 0, (byte) 0xFF});
    Files.write(directory.resolve("big"), new byte[6 * 1024 * 1024]);
    assertThat(connect(editor, "bin", "").closeCode()).isEqualTo(CloseCode.NOT_TEXT.code());
    assertThat(connect(editor, "big", "").closeCode()).isEqualTo(CloseCode.TOO_LARGE.code());
    assertThat(connect(editor, "none", "").closeCode()).isEqualTo(CloseCode.DOCUMENT_GONE.code());
  }

  @Test
  void whatTheDiskBecomesIsAnEditWhileSomebodyTypes() throws Exception {
    Path file = write("a.txt", "\uFEFFone\r\ntwo\r\nthree\r\n");
    try (CollabClient ann = synced(editor, "a.txt", "")) {
      assertThat(ann.text()).isEqualTo("one\ntwo\nthree\n");
      Files.writeString(file, "\uFEFFone\r\nTWO\r\nthree\r\n");
      ann.insert(0, "typed ");
      found(file);
      await().until(ann::text, "typed one\nTWO\nthree\n"::equals);
      awaitFile(file, "\uFEFFtyped one\r\nTWO\r\nthree\r\n");
    }
  }

  @Test
  void whoAsksIsToldHowTheTextIsWrittenInTheFile() throws Exception {
    Path file = write("a.txt", "\uFEFFone\r\ntwo\r\n");
    try (CollabClient ann = synced(editor, "a.txt", "?form=1");
        CollabClient stock = synced(editor, "a.txt", "")) {
      assertThat(ann.form()).isEqualTo(3);
      Files.writeString(file, "one\ntwo\nthree\n");
      found(file);
      await().until(() -> ann.form() == 0);
      await().until(ann::text, "one\ntwo\nthree\n"::equals);
      assertThat(stock.log()).doesNotContain("form");
    }
  }

  @Test
  void aWriteToAnOpenFileIsAnEditOfItsDocument() throws Exception {
    Path file = write("a.txt", "one\ntwo\n");
    String target = "/api/files/" + name + "/a.txt";
    try (CollabClient ann = synced(editor, "a.txt", "")) {
      String tag = editor.get(target).header("ETag");
      ann.insert(0, "typed ");
      RunnerClient.Answer answer =
          editor.send(
              "PUT", target, "one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8), "If-Match", tag);
      assertThat(answer.status()).isEqualTo(204);
      await().until(ann::text, "typed one\ntwo\nthree\n"::equals);
      awaitFile(file, "typed one\ntwo\nthree\n");
    }
  }

  @Test
  void aRenameKeepsTheDocumentAndADeletionClosesIt() throws Exception {
    write("a.txt", "text");
    try (CollabClient ann = synced(editor, "a.txt", "")) {
      move("a.txt", "b.txt");
      ann.insert(4, "!");
      awaitFile(directory.resolve("b.txt"), "text!");
      assertThat(directory.resolve("a.txt")).doesNotExist();
      Files.delete(directory.resolve("b.txt"));
      log.follower()
          .changed(List.of(Change.delete(path("b.txt"), null, null, Cause.DISK, Instant.now())));
      assertThat(ann.closeCode()).isEqualTo(CloseCode.DOCUMENT_GONE.code());
    }
    await().until(() -> !documents.isOpen(path("b.txt")));
  }

  private void move(String from, String to) {
    Change move =
        new Change(
            path(to),
            dev.atrium.api.log.FileType.FILE,
            0,
            null,
            null,
            null,
            0,
            null,
            path(from),
            "ann",
            Cause.EDIT,
            Instant.now());
    try {
      Files.move(directory.resolve(from), directory.resolve(to));
    } catch (java.io.IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
    log.follower().changed(List.of(move));
  }

  private void found(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    log.follower()
        .changed(
            List.of(
                Change.file(
                    path(file.getFileName().toString()),
                    0644,
                    null,
                    ContentHash.of(bytes),
                    bytes.length,
                    null,
                    null,
                    Cause.DISK,
                    Instant.now())));
  }

  private ProjectPath path(String file) {
    return ProjectPath.of(name + "/" + file);
  }

  private Path write(String file, String text) throws Exception {
    return Files.writeString(directory.resolve(file), text);
  }

  private static void awaitFile(Path file, String text) {
    await().until(() -> Files.readString(file), text::equals);
  }

  private NodeClient stock(String file) throws Exception {
    return stock(file, editor);
  }

  private NodeClient stock(String file, RunnerClient whose) throws Exception {
    return new NodeClient(url.getPort(), name + "/" + file, whose.headers());
  }

  private CollabClient synced(RunnerClient client, String file, String query) {
    CollabClient connected = connect(client, file, query);
    await().until(connected::isSynced);
    return connected;
  }

  private CollabClient connect(RunnerClient client, String file, String query) {
    return client.webSocket("/collab/" + name + "/" + file + query, CollabClient::new);
  }
}
