package dev.atrium.runner.terminal.pty;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small process that outlives the runner by a moment: when the runner dies without a word, even
 * by SIGKILL, it kills what the shells left behind. The kernel hangs up the shells themselves,
 * since their PTYs close; this catches what ignores that.
 */
final class Guard implements AutoCloseable {

  /**
   * Reads the sessions that are open, a line for each change of them, until its input ends. After a
   * last word all is well. Otherwise it lets the hangup work, then kills what carries the mark or
   * belongs to a session, twice, for what was being forked meanwhile. In proc(5) {@code stat} the
   * session is the fourth field behind the name in brackets.
   */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      sessions=
      while read -r line; do sessions=$line; done
      [ "$sessions" = done ] && exit 0
      for pass in 1 2; do
        sleep 0.5
        for process in /proc/[0-9]*; do
          read -r stat 2>/dev/null <"$process/stat" || continue
          set -- "$1" ${stat##*) }
          case " $sessions " in
            *" $5 "*) kill -KILL "${process#/proc/}" 2>/dev/null; continue ;;
          esac
          grep -qsF "$1" "$process/environ" && kill -KILL "${process#/proc/}" 2>/dev/null
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

  /**
   * Tells the guard which sessions are open now.
   *
   * @throws IOException if there is no guard any more
   */
  synchronized void watch(Collection<Long> sessions) throws IOException {
    tell(sessions.stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  /** Dismisses the guard: nothing is left to kill. */
  @Override
  public synchronized void close() {
    try (OutputStream in = process.getOutputStream()) {
      tell("done");
    } catch (IOException gone) {
      process.destroy();
    }
  }

  private void tell(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    in.flush();
  }
}
