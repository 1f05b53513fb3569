package dev.atrium.runner.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Input on its way to a shell. What fits goes at once on the caller's thread; the rest waits, in
 * order, for a thread that lives as long as there is a rest. Bounded by the viewers' credit.
 * Thread-safe.
 */
final class InputQueue {

  private record Chunk(ByteBuffer bytes, Runnable written) {}

  private final TerminalHost.Shell shell;
  private final String name;
  private final Queue<Chunk> waiting = new ArrayDeque<>();

  InputQueue(TerminalHost.Shell shell, String name) {
    this.shell = shell;
    this.name = name;
  }

  /**
   * Writes bytes after those that were given before; never blocks.
   *
   * @param bytes not changed by the caller any more
   * @param written runs when the shell has taken all of them, or is gone
   */
  void write(ByteBuffer bytes, Runnable written) {
    synchronized (waiting) {
      if (!waiting.isEmpty() || !writeNow(bytes)) {
        waiting.add(new Chunk(bytes, written));
        if (waiting.size() == 1) {
          Thread.ofPlatform().daemon().name(name).start(this::writeWaiting);
        }
        return;
      }
    }
    written.run();
  }

  private boolean writeNow(ByteBuffer bytes) {
    try {
      shell.write(bytes);
    } catch (IOException gone) {
      bytes.position(bytes.limit());
    }
    return !bytes.hasRemaining();
  }

  private void writeWaiting() {
    boolean more = true;
    while (more) {
      awaitWritable();
      Chunk done = null;
      synchronized (waiting) {
        if (writeNow(waiting.element().bytes())) {
          done = waiting.remove();
          more = !waiting.isEmpty();
        }
      }
      if (done != null) {
        done.written().run();
      }
    }
  }

  private void awaitWritable() {
    try {
      shell.awaitWritable();
    } catch (IOException gone) {
      // The next write finds the shell gone too, and drops the bytes.
      return;
    }
  }
}
