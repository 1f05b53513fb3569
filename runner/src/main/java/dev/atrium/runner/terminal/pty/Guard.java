package dev.atrium.runner.terminal.pty;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small process that outlives the runner by a moment: when the runner dies without a word, even
 * by SIGKILL, it kills what the shells left behind. The kernel hangs up the shells themselves,
 * since their PTYs close; this catches what ignores that.
 */
final class Guard implements AutoCloseable {

  /**
   * Waits for a line or the end of its input. After a line all is well. After an end it lets the
   * hangup work, then kills what carries the mark, twice, for what was being forked meanwhile.
   */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      read -r word && exit 0
      for pass in 1 2; do
        sleep 0.5
        for file in $(grep -lsF "$1" /proc/[0-9]*/environ); do
          pid=${file#/proc/}
          kill -KILL "${pid%/environ}" 2>/dev/null
        done
      done
      """;

  private final Process process;

  private Guard(Process process) {
    this.process = process;
  }

  /**
   * @param markPrefix what every shell's {@link ProcessTree#MARK} begins with
   */
  static Guard start(String markPrefix) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of("/bin/sh", "-c", SCRIPT, "atrium-guard", ProcessTree.MARK + "=" + markPrefix));
    builder.environment().remove(ProcessTree.MARK);
    return new Guard(
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Dismisses the guard: nothing is left to kill. */
  @Override
  public void close() {
    try (OutputStream in = process.getOutputStream()) {
      in.write("done\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException gone) {
      process.destroy();
    }
  }
}
