package dev.atrium.runner.terminal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.TerminalFrames;
import dev.atrium.runner.testing.HandClock;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The rules of flow, with viewers whose turns the test takes itself. */
class TerminalTest {

  private static final int ID = 9;

  private final HandClock clock = new HandClock(Instant.parse("2026-11-21T00:00:00Z"));
  private final Terminal terminal = new Terminal(ID, "bash", false, 80, 24, clock);
  private final HandViewer viewer = new HandViewer();

  @Test
  void aFrameCarriesTheTerminalTheSequenceNumberAndTheBytesUntouched() {
    terminal.attach(viewer, 0, 1);
    byte[] bytes = "\u001b[1m😀\r\n".getBytes(StandardCharsets.UTF_8);
    put(bytes);
    viewer.turns();
    put(new byte[] {(byte) 0xFF, 0, (byte) 0xC3});
    viewer.turns();
    assertThat(viewer.frames).hasSize(2);
    assertThat(viewer.frames.get(0)).isEqualTo(frame(0, bytes));
    assertThat(viewer.frames.get(1))
        .isEqualTo(frame(bytes.length, new byte[] {(byte) 0xFF, 0, (byte) 0xC3}));
  }

  @Test
  void theAnswerComesBeforeTheOutput() {
    put("before");
    terminal.attach(viewer, 2, 42);
    viewer.turns();
    assertThat(viewer.texts).containsExactly(state(42, 2, null));
    assertThat(viewer.text()).isEqualTo("fore");
  }

  @Test
  void outputThatComesWhileAFrameIsUnderWayIsSentTogether() {
    terminal.attach(viewer, 0, 1);
    viewer.turns();
    viewer.holdSent = true;
    put("a");
    viewer.turns();
    for (int i = 0; i < 100; i++) {
      put("b");
    }
    viewer.turns();
    assertThat(viewer.frames).hasSize(1);
    viewer.releaseSent();
    viewer.turns();
    assertThat(viewer.frames).hasSize(2);
    assertThat(viewer.text()).isEqualTo("a" + "b".repeat(100));
  }

  @Test
  void neverMoreIsSentThanTheCredit() {
    terminal.attach(viewer, 0, 1);
    flood(TerminalFrames.WINDOW_BYTES + 50_000);
    assertThat(viewer.bytes()).isEqualTo(TerminalFrames.WINDOW_BYTES);
    terminal.confirm(viewer, 20_000);
    viewer.turns();
    assertThat(viewer.bytes()).isEqualTo(TerminalFrames.WINDOW_BYTES + 20_000);
    assertThat(viewer.closed).isNull();
  }

  @Test
  void confirmingWhatWasNeverSentBreaksTheProtocol() {
    terminal.attach(viewer, 0, 1);
    put("abc");
    viewer.turns();
    terminal.confirm(viewer, 4);
    assertThat(viewer.closed).isEqualTo(CloseCode.PROTOCOL);
  }

  @Test
  void theProgramIsHeldBackWhileItsOnlyViewerLagsAndGoesOnWhenItConfirms() {
    terminal.attach(viewer, 0, 1);
    flood(TerminalFrames.WINDOW_BYTES);
    Thread program = inBackground(() -> flood(Pace.HOLD_BYTES));
    await().until(() -> program.getState() == Thread.State.TIMED_WAITING);
    terminal.confirm(viewer, TerminalFrames.WINDOW_BYTES);
    viewer.turns();
    await().until(() -> !program.isAlive());
  }

  @Test
  void anotherViewerThatKeepsUpLetsTheProgramRunAndTheStalledOneGoesOnWithNewOutput() {
    HandViewer stalled = new HandViewer();
    terminal.attach(viewer, 0, 1);
    terminal.attach(stalled, 0, 2);
    int megabytes = 5;
    for (int i = 0; i < megabytes * 16; i++) {
      flood(64 * 1024);
      terminal.confirm(viewer, 64 * 1024);
      stalled.turns();
    }
    assertThat(viewer.bytes()).isEqualTo(megabytes * 1024L * 1024);
    assertThat(stalled.bytes()).isEqualTo(TerminalFrames.WINDOW_BYTES);
    stalled.texts.clear();
    terminal.confirm(stalled, TerminalFrames.WINDOW_BYTES);
    stalled.turns();
    long resumedAt = megabytes * 1024L * 1024 - Terminal.SCROLLBACK_BYTES / 4;
    assertThat(stalled.texts).singleElement().isInstanceOf(ServerFrame.Terminal.class);
    long from = ((ServerFrame.Terminal) stalled.texts.getFirst()).from();
    assertThat(from).isBetween(resumedAt, resumedAt + 100);
    assertThat(stalled.bytes())
        .isEqualTo(TerminalFrames.WINDOW_BYTES + megabytes * 1024L * 1024 - from);
  }

  @Test
  void aViewerThatSleepsDoesNotStopTheProgramForEver() {
    terminal.attach(viewer, 0, 1);
    flood(TerminalFrames.WINDOW_BYTES);
    clock.advance(Duration.ofMillis(Pace.ASLEEP_MILLIS));
    flood(3 * Terminal.SCROLLBACK_BYTES);
    assertThat(terminal.state().from()).isPositive();
  }

  @Test
  void withoutAViewerTheProgramRunsOn() {
    flood(4 * Terminal.SCROLLBACK_BYTES);
    assertThat(terminal.attach(viewer, 0, 5)).isTrue();
    viewer.turns();
    long oldest = 3L * Terminal.SCROLLBACK_BYTES;
    assertThat(((ServerFrame.Terminal) viewer.texts.getFirst()).from())
        .isBetween(oldest, oldest + 100);
  }

  @Test
  void aViewerCannotHaveSeenMoreThanThereWas() {
    put("abc");
    assertThat(terminal.attach(viewer, 4, 1)).isFalse();
    assertThat(terminal.attach(viewer, -1, 1)).isFalse();
    assertThat(terminal.attach(viewer, 3, 1)).isTrue();
  }

  @Test
  void theExitCodeComesAfterTheLastByteEvenForAViewerWithoutCredit() {
    terminal.attach(viewer, 0, 1);
    flood(TerminalFrames.WINDOW_BYTES + 10);
    terminal.exited(3);
    viewer.turns();
    assertThat(viewer.texts).containsExactly(state(1, 0, null));
    terminal.confirm(viewer, 10);
    viewer.turns();
    assertThat(viewer.texts.getLast()).isEqualTo(state(0, TerminalFrames.WINDOW_BYTES + 10, 3));
  }

  private void flood(int bytes) {
    byte[] line = ("x".repeat(63) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    while (bytes > 0) {
      chunk.clear();
      while (chunk.hasRemaining()) {
        chunk.put(line);
      }
      chunk.flip().limit(Math.min(bytes, chunk.capacity()));
      bytes -= chunk.limit();
      terminal.bytes(chunk);
      viewer.turns();
    }
  }

  private void put(byte[] bytes) {
    terminal.bytes(ByteBuffer.wrap(bytes));
  }

  private void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Thread inBackground(Runnable task) {
    return Thread.ofPlatform().daemon().start(task);
  }

  private static ServerFrame.Terminal state(int answer, long from, Integer exitCode) {
    return new ServerFrame.Terminal(answer, ID, "bash", false, from, 80, 24, exitCode);
  }

  private static Buffer frame(long sequence, byte[] bytes) {
    return Buffer.buffer().appendInt(ID).appendLong(sequence).appendBytes(bytes);
  }

  /** A connection whose thread is whoever calls {@link #turns()}. */
  private static final class HandViewer implements Viewer {

    final List<Buffer> frames = new ArrayList<>();
    final List<ServerFrame> texts = new ArrayList<>();
    CloseCode closed;
    boolean holdSent;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Runnable> held = new ArrayList<>();

    synchronized void turns() {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
    }

    synchronized void releaseSent() {
      holdSent = false;
      tasks.addAll(held);
      held.clear();
    }

    synchronized long bytes() {
      return frames.stream().mapToLong(f -> f.length() - TerminalFrames.HEADER_BYTES).sum();
    }

    String text() {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      frames.forEach(
          frame -> text.writeBytes(frame.getBytes(TerminalFrames.HEADER_BYTES, frame.length())));
      return text.toString(StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void run(Runnable task) {
      tasks.add(task);
    }

    @Override
    public synchronized void sendBinary(Buffer frame, Runnable sent) {
      frames.add(frame.copy());
      (holdSent ? held : tasks).add(sent);
    }

    @Override
    public synchronized void sendText(ServerFrame frame) {
      texts.add(frame);
    }

    @Override
    public void close(CloseCode code, String reason) {
      closed = code;
    }
  }
}
