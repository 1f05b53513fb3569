package dev.atrium.runner.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Where shells live. Nothing above this seam knows the process or container that they run in.
 * Thread-safe.
 */
public interface TerminalHost extends AutoCloseable {

  /**
   * Starts a program on a new PTY. Blocks for the few milliseconds that a start takes.
   *
   * @param command the program and its arguments
   * @param environment exactly the program's environment
   * @param directory the absolute working directory
   * @param output takes what the program writes; called on one thread at a time, and blocking it
   *     holds the program back
   * @throws IOException if it cannot be started
   */
  Shell open(
      List<String> command,
      Map<String, String> environment,
      String directory,
      int cols,
      int rows,
      Output output)
      throws IOException;

  /** Ends every shell with everything it started; returns when they are gone. */
  @Override
  void close();

  /** A running program on its PTY. */
  interface Shell {

    /**
     * Writes as much input as fits at once; never blocks.
     *
     * @param bytes the position moves behind what was taken
     * @throws IOException if the program is gone
     */
    void write(ByteBuffer bytes) throws IOException;

    /**
     * Blocks until more input may fit.
     *
     * @throws IOException if the program is gone
     */
    void awaitWritable() throws IOException;

    /** Does nothing once the program is gone. */
    void resize(int cols, int rows);

    /** Hangs up what runs on the PTY and kills what is left after a grace; does not wait. */
    void close();

    /** Whether something other than the shell itself is in the foreground. */
    boolean busy();
  }

  /** Takes a shell's output. */
  interface Output {

    /** Bytes from the PTY, position to limit; the buffer is reused after the call. */
    void bytes(ByteBuffer bytes);

    /**
     * The program ended; called once, after its last bytes.
     *
     * @param code its exit code, or 128 + the signal that killed it
     */
    void exited(int code);
  }
}
