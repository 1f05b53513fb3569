package dev.atrium.runner.session;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import dev.atrium.api.session.TerminalFrames;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.testing.DirectProjectChanges;
import dev.atrium.runner.testing.ProjectScenario;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.runner.testing.SessionClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the session socket bears: much, fast, large, and windows that take nothing. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class SessionBoundsIT extends ProjectScenario {

  @Inject DirectProjectChanges changes;

  @Test
  void aSlowWindowCostsLittleAndCatchesUp() throws Exception {
    ProjectPath longPath = path("x".repeat(250) + "/" + "y".repeat(250));
    ChangedPath change = new ChangedPath(longPath, null, true, Cause.DISK, null);
    try (SessionClient slow = owner.connectLoaded();
        SessionClient other = owner.connectLoaded()) {
      slow.pause();
      int events = 40_000;
      for (int i = 1; i <= events; i++) {
        changes.tell(new ServerFrame.Changed(List.of(change), false));
        changes.tell(new ServerFrame.Saved(i, i, null, StorageState.OK, null));
      }
      while (other.next(ServerFrame.Saved.class).saved() < events) {
        continue;
      }
      slow.resume();
      boolean mass = false;
      int frames = 0;
      ServerFrame frame;
      do {
        frame = slow.next(ServerFrame.class);
        frames++;
        mass |= frame instanceof ServerFrame.Changed c && c.mass();
      } while (!(frame instanceof ServerFrame.Saved saved && saved.saved() == events));
      assertThat(mass).isTrue();
      assertThat(frames).isLessThan(events);
    }
  }

  @Test
  void aFloodingTerminalDelaysNoFileEvent() throws Exception {
    try (SessionClient window = owner.connectLoaded()) {
      window.send(new ClientFrame.RequestTerminal(1, 80, 24, false));
      int terminal = window.next(ServerFrame.Terminal.class).terminal();
      window.type(terminal, "while :; do cat /proc/cpuinfo; done\n");
      long received = 0;
      while (received < 2 * TerminalFrames.WINDOW_BYTES) {
        int bytes = window.nextBinary().length() - TerminalFrames.HEADER_BYTES;
        received += bytes;
        window.send(new ClientFrame.TerminalCredit(terminal, bytes));
      }
      window.send(new ClientFrame.UpdateContent(2, path("t.txt"), null, "x", null));
      window.next(ServerFrame.Updated.class);
      window.send(new ClientFrame.CloseTerminal(terminal));
    }
  }

  @Test
  void aFrameAboveTheBoundClosesTheConnection() throws Exception {
    try (SessionClient window = owner.connectLoaded()) {
      window.sendText("\"" + "x".repeat(ClientFrame.MAX_BYTES) + "\"");
      assertThat(window.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
    }
    try (SessionClient window = owner.connectLoaded()) {
      window.sendText("x".repeat(ClientFrame.MAX_BYTES + 1_000_000));
      assertThat(window.closeCode()).isIn(CloseCode.PROTOCOL.code(), 1009, 1006);
    }
  }

  @Test
  void tooManyFramesCloseTheConnection() throws Exception {
    try (SessionClient window = owner.connectLoaded()) {
      String credit = "{\"type\":\"terminalCredit\",\"terminal\":1,\"bytes\":1}";
      for (int i = 0; i < 4 * FrameRate.BURST && !window.isClosed(); i++) {
        window.sendText(credit);
      }
      assertThat(window.closeCode()).isEqualTo(CloseCode.TOO_MANY.code());
    }
  }

  @Test
  void whoSendsFasterThanIsAnsweredIsHeldBackAndNobodyElseNotices() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    String megabyte = "x".repeat(1 << 20);
    int updates = 40;
    try (SessionClient flooding = owner.connectLoaded();
        SessionClient other = owner.connectLoaded()) {
      Runnable unsubscribe = changes.subscribe(_ -> await(stuck));
      try {
        for (int i = 1; i <= updates; i++) {
          flooding.send(new ClientFrame.UpdateContent(i, path("f" + i), null, megabyte, null));
        }
        other.send(new ClientFrame.FetchDir(1, ProjectPath.ROOT));
        assertThat(other.next(ServerFrame.Dir.class).id()).isEqualTo(1);
        assertThat(flooding.isHeldBack()).isTrue();
      } finally {
        unsubscribe.run();
        stuck.countDown();
      }
      for (int i = 1; i <= updates; i++) {
        assertThat(flooding.next(ServerFrame.Updated.class).id()).isEqualTo(i);
      }
    }
  }

  @Test
  void framesAreHandledInTheirOrderHoweverManyCome() throws Exception {
    tree.write(path("t.txt"), bytes("0"), Modes.KEEP);
    int updates = 500;
    try (SessionClient window = owner.connectLoaded()) {
      ContentHash base = ContentHash.of(bytes("0"));
      for (int i = 1; i <= updates; i++) {
        window.send(new ClientFrame.UpdateContent(i, path("t.txt"), base, "" + i, null));
        base = ContentHash.of(bytes("" + i));
      }
      for (int i = 1; i <= updates; i++) {
        assertThat(window.next(ServerFrame.Updated.class).id()).isEqualTo(i);
      }
      assertThat(tree.readAll(path("t.txt"), 100)).isEqualTo(bytes("" + updates));
    }
  }
}
