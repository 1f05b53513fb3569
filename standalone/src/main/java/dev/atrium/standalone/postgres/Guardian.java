package dev.atrium.standalone.postgres;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends PostgreSQL, which runs as a daemon, when this process dies without doing so: a shell that
 * waits for the end of its standard input, which the kernel closes then.
 */
final class Guardian implements AutoCloseable {

  /** SIGINT is PostgreSQL's fast shutdown. Ctrl-C reaches the shell as well, so it ignores it. */
  private static final String SCRIPT =
      "trap '' INT HUP TERM; read -r never; kill -INT \"$0\" 2>/dev/null";

  private final Process shell;

  private Guardian(Process shell) {
    this.shell = shell;
  }

  static Guardian of(long pid) throws IOException {
    var shell =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, Long.toString(pid))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Guardian(shell);
  }

  /** What the shell waits on; the kernel closes it when this process dies. */
  OutputStream shellInput() {
    return shell.getOutputStream();
  }

  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
