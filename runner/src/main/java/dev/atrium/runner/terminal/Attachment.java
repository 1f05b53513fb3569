package dev.atrium.runner.terminal;

import dev.atrium.api.session.TerminalFrames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Where one viewer stands on one terminal: what it has been sent, and what it and the server may
 * still send. Guarded by the terminal's lock.
 */
final class Attachment {

  /** Small enough that a flooding terminal's frame holds another one's echo up only briefly. */
  static final int FRAME_BYTES = 32 * 1024;

  /** A viewer that falls out of the scrollback goes on with this much of the newest output. */
  private static final int RESUME_BYTES = Terminal.SCROLLBACK_BYTES / 4;

  private static final int GRANT_BYTES = TerminalFrames.WINDOW_BYTES / 4;

  private final Viewer viewer;
  private final Credit output = new Credit(TerminalFrames.WINDOW_BYTES);
  private final Credit input = new Credit(TerminalFrames.WINDOW_BYTES);
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final ByteBuffer frame =
      ByteBuffer.allocateDirect(TerminalFrames.HEADER_BYTES + FRAME_BYTES);
  private final ByteBuf frameBytes = Unpooled.wrappedBuffer(frame);

  private long next;
  private long progressAt;
  private boolean scheduled;
  private boolean exitTold;
  private boolean detached;
  private long ungranted;

  Attachment(Viewer viewer) {
    this.viewer = viewer;
  }

  Viewer viewer() {
    return viewer;
  }

  /** The sequence number of the next byte to send. */
  long next() {
    return next;
  }

  /** When the viewer last took or confirmed something, in the clock's milliseconds. */
  long progressAt() {
    return progressAt;
  }

  void progressed(long now) {
    progressAt = now;
  }

  /** Puts the viewer at a place of the output and has it told so. */
  void startAt(long sequence, int answer) {
    next = sequence;
    exitTold = false;
    answers.add(answer);
  }

  /** Leaves output out. */
  void skipTo(long sequence) {
    next = sequence;
  }

  /** Has the viewer told the terminal's state, unless it is about to be anyway. */
  void tell() {
    if (answers.isEmpty()) {
      answers.add(0);
    }
  }

  /** Whether a task of this attachment is under way; sets it. */
  boolean schedule() {
    boolean first = !scheduled && !detached;
    scheduled = true;
    return first;
  }

  void idle() {
    scheduled = false;
  }

  void detach() {
    detached = true;
  }

  boolean detached() {
    return detached;
  }

  boolean exitTold() {
    return exitTold;
  }

  void exitIsTold() {
    exitTold = true;
  }

  /** The request that the next {@code terminal} frame answers, or null if none is due. */
  Integer nextAnswer() {
    return answers.poll();
  }

  /** Moves a viewer that fell behind the scrollback to newer output, and has it told so. */
  void skipWhatIsGone(Scrollback scrollback) {
    if (next < scrollback.start()) {
      long newest = Math.max(scrollback.start(), scrollback.end() - RESUME_BYTES);
      next = scrollback.beginning(newest);
      tell();
    }
  }

  /** Whether there is output that the viewer may be sent now. */
  boolean hasWork(Scrollback scrollback) {
    return !answers.isEmpty() || next < scrollback.end() && output.available() > 0;
  }

  /**
   * The next frame of output, at most what the credit allows; reused by the next call.
   *
   * @return null if there is nothing to send or no credit
   */
  Buffer nextFrame(int terminal, Scrollback scrollback) {
    long bytes = Math.min(FRAME_BYTES, scrollback.end() - next);
    bytes = Math.min(bytes, output.available());
    if (bytes == 0) {
      return null;
    }
    output.take(bytes);
    frame.clear().limit(TerminalFrames.HEADER_BYTES + (int) bytes);
    TerminalFrames.writeHeader(frame, terminal, next);
    scrollback.copy(next, frame);
    next += bytes;
    return Buffer.buffer(frameBytes.setIndex(0, frame.position()));
  }

  /**
   * @return false if the viewer confirms more than it was sent
   */
  boolean confirmed(long bytes) {
    return output.confirm(bytes);
  }

  /**
   * @return false if the viewer sends more than it may
   */
  boolean takeInput(int bytes) {
    return input.take(bytes);
  }

  /**
   * Counts input that the shell has taken.
   *
   * @return how many bytes to grant the viewer now; 0 to grant them later, with more
   */
  long inputWritten(int bytes) {
    ungranted += bytes;
    if (ungranted < GRANT_BYTES) {
      return 0;
    }
    long grant = ungranted;
    input.confirm(grant);
    ungranted = 0;
    return grant;
  }
}
