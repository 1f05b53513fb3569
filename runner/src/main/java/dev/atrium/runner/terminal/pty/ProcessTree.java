package dev.atrium.runner.terminal.pty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Everything that a shell started, found by Linux's {@code /proc}: its session, and whatever
 * carries its mark in the environment though it left the session (a daemon).
 */
final class ProcessTree {

  /** The variable that carries a shell's mark; other terminals set it too. */
  static final String MARK = "TERM_SESSION_ID";

  private static final Path PROC = Path.of("/proc");

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final int KILL_PASSES = 20;

  private final Duration grace;
  private final long session;
  private final byte[] variable;

  /**
   * @param session the shell's process id, which is its session's
   * @param mark the value of {@link #MARK} in the shell's environment
   * @param grace how long programs have between the hangup and the kill
   */
  ProcessTree(long session, String mark, Duration grace) {
    this.grace = grace;
    this.session = session;
    this.variable = ("\0" + MARK + "=" + mark + "\0").getBytes(StandardCharsets.UTF_8);
  }

  /** The living processes, zombies not counted. */
  List<Long> alive() {
    return processes().filter(this::isMember).boxed().toList();
  }

  /**
   * Hangs every process up and, after the grace, kills what is left. Returns when none is left, or
   * none can be killed.
   */
  void end() {
    List<Long> left = alive();
    left.forEach(
        pid -> {
          Libc.kill(pid, Libc.SIGHUP);
          Libc.kill(pid, Libc.SIGCONT);
        });
    long pause = FIRST_PAUSE_MILLIS;
    for (long waited = 0; !left.isEmpty() && waited < grace.toMillis(); pause *= 2) {
      pause(pause);
      waited += pause;
      left = alive();
    }
    for (int pass = 0; !left.isEmpty() && pass < KILL_PASSES; pass++) {
      left.forEach(pid -> Libc.kill(pid, Libc.SIGKILL));
      pause(FIRST_PAUSE_MILLIS);
      left = alive();
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private boolean isMember(long pid) {
    Stat stat = Stat.of(new String(read(pid, "stat"), StandardCharsets.ISO_8859_1));
    return stat.alive() && (stat.session() == session || hasInEnvironment(pid));
  }

  /** The fields of proc(5) {@code stat} that matter; of a process that is gone, not alive. */
  private record Stat(boolean alive, long session) {

    static Stat of(String line) {
      // After the name in brackets, which may hold anything: state, parent, group, session.
      String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ", 5);
      return fields.length < 5
          ? new Stat(false, 0)
          : new Stat(!"ZX".contains(fields[0]), Long.parseLong(fields[3]));
    }
  }

  private static LongStream processes() {
    try (Stream<Path> entries = Files.list(PROC)) {
      return Arrays.stream(
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> Character.isDigit(name.charAt(0)))
              .mapToLong(Long::parseLong)
              .toArray());
    } catch (IOException noProc) {
      return LongStream.empty();
    }
  }

  private boolean hasInEnvironment(long pid) {
    byte[] environment = read(pid, "environ");
    // With a NUL in front, the first variable looks like the others.
    byte[] whole = new byte[environment.length + 1];
    System.arraycopy(environment, 0, whole, 1, environment.length);
    for (int start = 0; start + variable.length <= whole.length; start++) {
      if (Arrays.equals(whole, start, start + variable.length, variable, 0, variable.length)) {
        return true;
      }
    }
    return false;
  }

  /** A file of a process; empty if the process is gone or somebody else's. */
  private static byte[] read(long pid, String file) {
    try {
      return Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve(file));
    } catch (IOException gone) {
      return new byte[0];
    }
  }
}
