package dev.atrium.runner.terminal.pty;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Reads a PTY until its program ended and all it wrote is read.
 *
 * <p>A PTY hands out at most 4 KiB at once. What comes after a quiet moment is passed on at once;
 * while output floods, it is gathered until it pauses for {@value #PAUSE_NANOS} ns, the buffer is
 * full or {@value #GATHER_NANOS} ns are over, so that a flood costs few hand-overs and an echo none
 * of the wait.
 */
final class PtyReader implements Runnable {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final long GATHER_NANOS = 1_000_000;
  private static final long PAUSE_NANOS = 150_000;

  /** How soon the end of a program shows whose background processes keep the PTY open. */
  private static final long ALIVE_CHECK_NANOS = 500_000_000;

  private final int master;
  private final BooleanSupplier alive;
  private final Consumer<ByteBuffer> output;

  private MemorySegment segment;
  private ByteBuffer buffer;
  private int filled;
  private long deliveredAt;
  private long checkedAt;
  private boolean ended;

  /**
   * @param alive whether the program runs; a background process may keep the PTY open after it
   */
  PtyReader(int master, BooleanSupplier alive, Consumer<ByteBuffer> output) {
    this.master = master;
    this.alive = alive;
    this.output = output;
  }

  @Override
  public void run() {
    try (Arena arena = Arena.ofConfined()) {
      segment = arena.allocate(BUFFER_BYTES);
      buffer = segment.asByteBuffer();
      MemorySegment errno = arena.allocate(Libc.ERRNO);
      MemorySegment pollfd = arena.allocate(Libc.POLLFD);
      Libc.preparePollfd(pollfd, master, Libc.POLLIN);
      MemorySegment untilAliveCheck = Libc.timespec(arena, ALIVE_CHECK_NANOS);
      MemorySegment untilPause = Libc.timespec(arena, PAUSE_NANOS);
      checkedAt = System.nanoTime();
      deliveredAt = checkedAt - GATHER_NANOS;
      boolean open = true;
      boolean quiet = true;
      while (open) {
        long ready =
            quiet ? Libc.poll(pollfd, filled == 0 ? untilAliveCheck : untilPause, errno) : 1;
        int before = filled;
        // What just gave bytes is read again without asking: a flood costs half the calls.
        boolean more = ready > 0 ? readOnce(errno) : filled > 0 || alive.getAsBoolean();
        quiet = filled == before;
        open = more && !endedBefore();
        deliverIfDue(ready == 0);
      }
      deliver();
    }
  }

  /**
   * Whether the program is gone since the check before this one: what it wrote is read by then, and
   * whatever else still writes must not keep its end from being told.
   */
  private boolean endedBefore() {
    long now = System.nanoTime();
    if (now - checkedAt < ALIVE_CHECK_NANOS) {
      return false;
    }
    checkedAt = now;
    boolean before = ended;
    ended = !alive.getAsBoolean();
    return before;
  }

  /**
   * @return false at the end
   */
  private boolean readOnce(MemorySegment errno) {
    long count = Libc.read(master, segment.asSlice(filled), errno);
    if (count > 0) {
      filled += (int) count;
      return true;
    }
    return count == -Libc.EAGAIN || count == -Libc.EINTR;
  }

  private void deliverIfDue(boolean quiet) {
    if (filled == 0) {
      return;
    }
    long now = System.nanoTime();
    if (quiet || filled == BUFFER_BYTES || now - deliveredAt >= GATHER_NANOS) {
      deliver();
      deliveredAt = System.nanoTime();
    }
  }

  private void deliver() {
    if (filled > 0) {
      output.accept(buffer.clear().limit(filled));
      filled = 0;
    }
  }
}
