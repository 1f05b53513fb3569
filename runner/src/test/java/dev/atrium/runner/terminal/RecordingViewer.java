package dev.atrium.runner.terminal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.TerminalFrames;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A connection with one terminal, whose client keeps what it gets, checks that no byte is missing,
 * and confirms output unless told to stall. It proves nothing about sockets: {@code SessionIT}
 * does.
 */
final class RecordingViewer implements Viewer, AutoCloseable {

  final List<ServerFrame> texts = new CopyOnWriteArrayList<>();
  volatile CloseCode closed;
  volatile boolean stalled;
  volatile long bytes;

  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final AtomicLong unconfirmed = new AtomicLong();
  private final TerminalService service;
  private long next = -1;

  RecordingViewer(TerminalService service) {
    this.service = service;
  }

  @Override
  public void run(Runnable task) {
    thread.execute(task);
  }

  @Override
  public void sendBinary(Buffer frame, Runnable sent) {
    int terminal = frame.getInt(0);
    long sequence = frame.getLong(4);
    byte[] data = frame.getBytes(TerminalFrames.HEADER_BYTES, frame.length());
    synchronized (output) {
      if (sequence != next) {
        throw new AssertionError("Expected byte " + next + ", got " + sequence);
      }
      next += data.length;
      output.writeBytes(data);
      bytes += data.length;
    }
    thread.execute(sent);
    unconfirmed.addAndGet(data.length);
    if (!stalled) {
      resume(terminal);
    }
  }

  @Override
  public void sendText(ServerFrame frame) {
    texts.add(frame);
    if (frame instanceof ServerFrame.Terminal state) {
      synchronized (output) {
        next = state.from();
      }
    }
  }

  @Override
  public void close(CloseCode code, String reason) {
    closed = code;
  }

  /** Confirms what came, and whatever comes from now on. */
  void resume(int terminal) {
    stalled = false;
    service.credit(terminal, unconfirmed.getAndSet(0), this);
  }

  /** Waits until whatever was under way when it was detached is here. */
  void settle() {
    CountDownLatch idle = new CountDownLatch(1);
    thread.execute(idle::countDown);
    await(idle);
  }

  /** How many bytes of input the server has granted. */
  long granted() {
    return texts.stream()
        .filter(ServerFrame.TerminalCredit.class::isInstance)
        .mapToLong(frame -> ((ServerFrame.TerminalCredit) frame).bytes())
        .sum();
  }

  void input(int terminal, String text) {
    service.input(terminal, text, this);
  }

  /** Opens a terminal and waits for the answer. */
  int open(boolean run) {
    service.open(7, 80, 24, run, this);
    return terminal(frame -> frame.id() == 7).terminal();
  }

  ServerFrame.Terminal terminal(Predicate<ServerFrame.Terminal> matching) {
    return await()
        .until(
            () ->
                texts.stream()
                    .filter(ServerFrame.Terminal.class::isInstance)
                    .map(ServerFrame.Terminal.class::cast)
                    .filter(matching)
                    .reduce((first, second) -> second)
                    .orElse(null),
            found -> found != null);
  }

  int exitCode(int terminal) {
    return terminal(frame -> frame.terminal() == terminal && frame.exitCode() != null).exitCode();
  }

  byte[] output() {
    synchronized (output) {
      return output.toByteArray();
    }
  }

  String text() {
    return new String(output(), StandardCharsets.UTF_8);
  }

  long next() {
    synchronized (output) {
      return next;
    }
  }

  void awaitText(String expected) {
    await().untilAsserted(() -> assertThat(text()).contains(expected));
  }

  void clear() {
    synchronized (output) {
      output.reset();
    }
  }

  @Override
  public void close() {
    service.detach(this);
    thread.execute(thread::shutdown);
  }
}
