package dev.atrium.runner.terminal.pty;

import com.pty4j.WinSize;
import com.pty4j.unix.UnixPtyProcess;
import dev.atrium.runner.terminal.TerminalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A program on a PTY of this machine. */
final class PtyShell implements TerminalHost.Shell {

  private static final int WRITE_BYTES = 4096;
  private static final int WRITABLE_POLL_NANOS = 200_000_000;

  private final UnixPtyProcess process;
  private final ProcessTree tree;
  private final int master;
  private final MemorySegment writeBuffer = Arena.ofAuto().allocate(WRITE_BYTES);
  private final MemorySegment writeErrno = Arena.ofAuto().allocate(Libc.ERRNO);

  /** Guarded by this object, as is every use of the descriptor: its number is used again. */
  private boolean closed;

  PtyShell(UnixPtyProcess process, ProcessTree tree) {
    this.process = process;
    this.tree = tree;
    this.master = process.getPty().getMasterFD();
    Libc.makeNonBlockingAndPrivate(master);
  }

  /** The id of the session that the program leads. */
  long session() {
    return process.pid();
  }

  /** Hands the output over, then ends whatever the program left behind, then calls {@code gone}. */
  void start(TerminalHost.Output output, Runnable gone) {
    Thread.ofPlatform()
        .daemon()
        .name("terminal-" + process.pid())
        .start(
            () -> {
              new PtyReader(master, process::isAlive, output::bytes).run();
              boolean leftItsTerminal = process.isAlive();
              if (leftItsTerminal) {
                tree.end();
              }
              output.exited(process.onExit().join().exitValue());
              tree.end();
              closeMaster();
              gone.run();
            });
  }

  @Override
  public synchronized void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      requireOpen();
      int length = Math.min(bytes.remaining(), WRITE_BYTES);
      MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, writeBuffer, 0, length);
      long written = Libc.write(master, writeBuffer.asSlice(0, length), writeErrno);
      if (written == -Libc.EAGAIN || written == 0) {
        return;
      }
      if (written < 0 && written != -Libc.EINTR) {
        throw new IOException("The PTY is closed, errno " + -written);
      }
      bytes.position(bytes.position() + (int) Math.max(0, written));
    }
  }

  @Override
  public void awaitWritable() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pollfd = arena.allocate(Libc.POLLFD);
      MemorySegment errno = arena.allocate(Libc.ERRNO);
      MemorySegment timeout = Libc.timespec(arena, WRITABLE_POLL_NANOS);
      long ready = 0;
      while (ready <= 0) {
        requireOpen();
        Libc.preparePollfd(pollfd, master, Libc.POLLOUT);
        ready = Libc.poll(pollfd, timeout, errno);
      }
    }
  }

  @Override
  public synchronized void resize(int cols, int rows) {
    if (!closed) {
      try {
        process.setWinSize(new WinSize(cols, rows));
      } catch (UncheckedIOException | IllegalStateException gone) {
        // The program ended this very moment; its size is of no interest any more.
        return;
      }
    }
  }

  @Override
  public void close() {
    Thread.startVirtualThread(this::end);
  }

  /** Ends the program with everything it started; returns when they are gone. */
  void end() {
    synchronized (this) {
      if (closed) {
        return;
      }
    }
    tree.end();
  }

  @Override
  public synchronized boolean busy() {
    return !closed && Libc.foregroundGroup(master) != process.pid();
  }

  private synchronized void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The PTY is closed");
    }
  }

  private synchronized void closeMaster() {
    closed = true;
    try {
      process.getPty().close();
    } catch (IOException unused) {
      // close(2) frees the descriptor whatever it returns.
      return;
    }
  }
}
