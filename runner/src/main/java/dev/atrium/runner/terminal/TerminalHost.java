package dev.atrium.runner.terminal;

import java.util.List;
import java.util.Map;

/**
 * Where shells live. Nothing above this seam knows the process or container that they run in.
 * Thread-safe.
 */
public interface TerminalHost extends AutoCloseable {

  /**
   * Starts a program on a new PTY.
   *
   * @param command the program and its arguments
   * @param environment exactly the program's environment
   * @param directory the absolute working directory
   * @param output takes what the program writes; called on one thread at a time, and blocking it
   *     holds the program back
   * @throws java.io.IOException if it cannot be started
   */
  Shell open(
      List<String> command,
      Map<String, String> environment,
      String directory,
      int cols,
      int rows,
      Output output)
      throws java.io.IOException;

  /** Ends every shell with everything it started. */
  @Override
  void close();

  /** A running program on its PTY. */
  interface Shell {

    /** Writes input; blocks while the PTY's own buffer is full. */
    void write(byte[] bytes, int offset, int length) throws java.io.IOException;

    void resize(int cols, int rows);

    /** Hangs up the session's processes, and kills what is left after a grace. */
    void close();

    /** Whether something other than the shell itself is in the foreground. */
    boolean busy();
  }

  /** Takes a shell's output. */
  interface Output {

    /** Bytes from the PTY; the array is reused after the call. */
    void bytes(byte[] buffer, int length);

    /** The program ended; called once, after its last bytes. */
    void exited(int code);
  }
}
