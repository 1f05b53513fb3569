package dev.atrium.runner.session;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.Activity;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.api.session.TextEdit;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.testing.DirectProjectChanges;
import dev.atrium.runner.testing.ProjectScenario;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.runner.testing.SessionClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The session socket as a window sees it: real WebSocket, real files, real shells. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class SessionIT extends ProjectScenario {

  @Inject DirectProjectChanges changes;

  @Test
  void theFirstFrameIsTheFirstScreen() throws Exception {
    tree.write(path("a.txt"), bytes("1"), Modes.KEEP);
    tree.write(path("atrium.json"), bytes("{\"run\":\"node x.js\"}"), Modes.KEEP);
    try (SessionClient window = owner.connect()) {
      ServerFrame.Loaded loaded = window.next(ServerFrame.Loaded.class);
      assertThat(loaded.project()).isEqualTo(RunnerProfile.PROJECT);
      assertThat(loaded.title()).isEqualTo("Weather station");
      assertThat(loaded.person()).isEqualTo("ann");
      assertThat(loaded.role()).isEqualTo(Role.OWNER);
      assertThat(loaded.runCommand()).isEqualTo("node x.js");
      assertThat(loaded.root()).extracting(e -> e.name().toString()).contains("a.txt");
    }
  }

  @Test
  void whileFilesAreFetchedAWindowIsToldHowFarAndThenLoads() throws Exception {
    changes.seed(new ServerFrame.Seeding(1, 10, 0, 1));
    try (SessionClient window = owner.connect()) {
      assertThat(window.next(ServerFrame.Seeding.class).doneBytes()).isEqualTo(1);
      window.send(new ClientFrame.FetchDir(7, ProjectPath.ROOT));
      ServerFrame.Failed early = window.next(ServerFrame.Failed.class);
      assertThat(early.id()).isEqualTo(7);
      assertThat(early.problem().type()).endsWith("not-ready");
      changes.seed(new ServerFrame.Seeding(5, 10, 0, 1));
      assertThat(window.next(ServerFrame.Seeding.class).doneBytes()).isEqualTo(5);
      changes.seed(null);
      window.next(ServerFrame.Loaded.class);
    } finally {
      changes.seed(null);
    }
  }

  @Test
  void textIsFetchedAndSavedExactly() throws Exception {
    String text = "\uFEFFline 1\r\nline 2 ü🙂\n\n";
    try (SessionClient window = owner.connectLoaded()) {
      window.send(new ClientFrame.UpdateContent(1, path("d/t.txt"), null, text, null));
      ServerFrame.Updated made = window.next(ServerFrame.Updated.class);
      assertThat(made.id()).isEqualTo(1);
      assertThat(tree.readAll(path("d/t.txt"), 1000)).isEqualTo(bytes(text));

      window.send(new ClientFrame.FetchContent(2, path("d/t.txt")));
      ServerFrame.Content content = window.next(ServerFrame.Content.class);
      assertThat(content.content()).isEqualTo(text);
      assertThat(content.hash()).isEqualTo(made.hash());

      window.send(
          new ClientFrame.UpdateContent(
              3, path("d/t.txt"), content.hash(), null, List.of(new TextEdit(6, 1, "one"))));
      ServerFrame.Updated patched = window.next(ServerFrame.Updated.class);
      String expected = text.replace("line 1", "line one");
      assertThat(patched.hash()).isEqualTo(ContentHash.of(bytes(expected)));
      assertThat(tree.readAll(path("d/t.txt"), 1000)).isEqualTo(bytes(expected));
    }
  }

  @Test
  void anUpdateOfAnotherBaseChangesNothing() throws Exception {
    tree.write(path("t.txt"), bytes("theirs"), Modes.KEEP);
    ContentHash stale = ContentHash.of(bytes("mine"));
    try (SessionClient window = owner.connectLoaded()) {
      window.send(new ClientFrame.UpdateContent(1, path("t.txt"), stale, "new", null));
      assertThat(failure(window, 1)).endsWith("changed-meanwhile");
      window.send(
          new ClientFrame.UpdateContent(
              2, path("t.txt"), stale, null, List.of(new TextEdit(0, 0, "x"))));
      assertThat(failure(window, 2)).endsWith("changed-meanwhile");
      window.send(new ClientFrame.UpdateContent(3, path("t.txt"), null, "new", null));
      assertThat(failure(window, 3)).endsWith("already-exists");
      window.send(new ClientFrame.UpdateContent(4, path("t.txt"), stale, "new", List.of()));
      assertThat(failure(window, 4)).endsWith("invalid-field");
      assertThat(tree.readAll(path("t.txt"), 100)).isEqualTo(bytes("theirs"));
    }
  }

  @Test
  void whatIsNoTextIsNotOpened() throws Exception {
    tree.write(path("b.bin"), new byte[] {1, 0, 2}, Modes.KEEP);
    tree.write(path("l.txt"), new byte[] {'a', (byte) 0xE4}, Modes.KEEP);
    tree.write(path("big.txt"), new byte[Documents.MAX_BYTES + 1], Modes.KEEP);
    tree.createLink(path("link"), bytes("b.bin"));
    try (SessionClient window = owner.connectLoaded()) {
      window.send(new ClientFrame.FetchContent(1, path("b.bin")));
      assertThat(failure(window, 1)).endsWith("not-text");
      window.send(new ClientFrame.FetchContent(2, path("l.txt")));
      assertThat(failure(window, 2)).endsWith("not-text");
      window.send(new ClientFrame.FetchContent(3, path("big.txt")));
      assertThat(failure(window, 3)).endsWith("too-large");
      window.send(new ClientFrame.FetchContent(4, path("link")));
      assertThat(failure(window, 4)).endsWith("not-a-regular-file");
      window.send(new ClientFrame.FetchContent(5, path("none")));
      assertThat(failure(window, 5)).endsWith("not-found");
      window.sendText("{\"type\":\"fetchContent\",\"id\":6,\"path\":\"../x\"}");
      assertThat(failure(window, 6)).endsWith("malformed-request");
    }
  }

  @Test
  void everyWindowHearsOfAChange() throws Exception {
    try (SessionClient one = owner.connectLoaded();
        SessionClient two = owner.connectLoaded()) {
      one.send(new ClientFrame.UpdateContent(1, path("t.txt"), null, "x", null));
      ServerFrame.Changed changed = two.next(ServerFrame.Changed.class);
      assertThat(changed.changes().getFirst().path()).isEqualTo(path("t.txt"));
      assertThat(changed.changes().getFirst().author()).isEqualTo("ann");
      assertThat(two.next(ServerFrame.Saved.class).storage()).isEqualTo(StorageState.OK);
      one.next(ServerFrame.Changed.class);
      two.send(new ClientFrame.FetchDir(2, null));
      assertThat(two.next(ServerFrame.Dir.class).entries()).hasSize(1);
    }
  }

  @Test
  void aViewerLooksOn() throws Exception {
    tree.write(path("t.txt"), bytes("x"), Modes.KEEP);
    try (RunnerClient viewer = new RunnerClient(url.getPort(), Role.VIEWER);
        SessionClient window = viewer.connectLoaded();
        SessionClient typist = owner.connectLoaded()) {
      window.send(new ClientFrame.FetchContent(1, path("t.txt")));
      window.next(ServerFrame.Content.class);
      window.send(new ClientFrame.UpdateContent(2, path("n.txt"), null, "x", null));
      assertThat(failure(window, 2)).endsWith("not-allowed");
      window.send(new ClientFrame.RequestTerminal(3, 80, 24, false));
      assertThat(failure(window, 3)).endsWith("not-allowed");

      typist.send(new ClientFrame.RequestTerminal(1, 80, 24, false));
      int terminal = typist.next(ServerFrame.Terminal.class).terminal();
      window.send(new ClientFrame.AttachTerminal(4, terminal, 0, 10, 10));
      ServerFrame.Terminal watched = window.next(ServerFrame.Terminal.class);
      assertThat(watched.cols()).isEqualTo(80);
      window.type(terminal, "touch hacked\n");
      assertThat(failure(window, 0)).endsWith("not-allowed");
      window.send(new ClientFrame.TerminalData(terminal, "touch hacked\n"));
      assertThat(failure(window, 0)).endsWith("not-allowed");
      typist.send(new ClientFrame.CloseTerminal(terminal));
      assertThat(tree.stat(path("hacked"))).isEmpty();
    }
  }

  @Test
  void whoSpeaksAnotherProtocolIsToldSo() throws Exception {
    try (SessionClient window = owner.connectLoaded()) {
      window.sendText("{\"type\":\"explode\",\"id\":9}");
      assertThat(failure(window, 9)).endsWith("malformed-request");
      window.sendText("hello");
      assertThat(window.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
      assertThat(window.closeReason()).contains("not JSON");
    }
  }

  @Test
  void aSupersededRunnerSaysSoAndCloses() throws Exception {
    try (SessionClient window = owner.connectLoaded()) {
      changes.tell(
          new ServerFrame.Failed(
              0, dev.atrium.api.problem.ProblemType.EPOCH_SUPERSEDED.with("A newer one.")));
      assertThat(failure(window, 0)).endsWith("epoch-superseded");
      assertThat(window.closeCode()).isEqualTo(CloseCode.SUPERSEDED.code());
    }
  }

  @Test
  void aClosedWindowLeavesNothingBehind() throws Exception {
    int before = changes.listeners();
    try (SessionClient window = owner.connectLoaded()) {
      assertThat(changes.listeners()).isEqualTo(before + 1);
    }
    await().untilAsserted(() -> assertThat(changes.listeners()).isEqualTo(before));
  }

  @Test
  void theEngineSeesWhatKeepsTheRunnerBusy() throws Exception {
    try (RunnerClient engine = RunnerClient.engine(url.getPort());
        SessionClient window = owner.connectLoaded()) {
      Activity activity = engine.get("/api/activity").json(Activity.class);
      assertThat(activity.windows()).isPositive();
      assertThat(activity.jobRunning()).isFalse();
      assertThat(activity.saved()).isEqualTo(changes.saved());
      assertThat(owner.get("/api/activity").status()).isEqualTo(403);
      assertThat(window.isClosed()).isFalse();
    }
  }

  @Test
  void onlySignedInPeopleConnectAndOnlyByWebSocket() {
    RunnerClient.Answer plain = owner.get("/ws");
    assertThat(plain.status()).isEqualTo(400);
    try (RunnerClient engine = RunnerClient.engine(url.getPort())) {
      assertThat(engine.get("/ws").status()).isEqualTo(403);
    }
  }

  private static String failure(SessionClient window, int id) throws InterruptedException {
    ServerFrame.Failed failed = window.next(ServerFrame.Failed.class);
    assertThat(failed.id()).isEqualTo(id);
    return failed.problem().type();
  }
}
