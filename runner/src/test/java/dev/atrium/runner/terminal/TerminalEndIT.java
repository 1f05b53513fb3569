package dev.atrium.runner.terminal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing that a shell started outlives its terminal or the runner. */
class TerminalEndIT extends TerminalScenario {

  /**
   * Starts what is hard to get rid of: a job, one that ignores hangups, one in a session of its
   * own, a daemon, and one without the environment. Prints their process ids.
   */
  private static final String STUBBORN =
      """
      sleep 1001 & echo "pid=$!;"
      nohup sleep 1002 >/dev/null 2>&1 & echo "pid=$!;"
      (trap '' HUP TERM; exec sleep 1003) & echo "pid=$!;"
      setsid --fork sh -c 'echo "pid=$$;"; exec sleep 1004'
      (setsid sh -c 'trap "" HUP; echo "pid=$$;"; exec sleep 1005 >/dev/null 2>&1' &)
      env -i nohup sleep 1006 >/dev/null 2>&1 & echo "pid=$!;"
      echo all-"started"
      """;

  @Test
  void closingATerminalEndsEverythingItStarted() {
    int terminal = viewer.open(false);
    List<Long> started = startStubborn(viewer, terminal);
    service.close(terminal);
    viewer.exitCode(terminal);
    awaitGone(started);
    assertThat(service.list()).isEmpty();
  }

  @Test
  void theEndOfAShellEndsWhatItLeftBehind() {
    int terminal = viewer.open(false);
    List<Long> started = startStubborn(viewer, terminal);
    service.input(terminal, "exit\n", viewer);
    service.input(terminal, "exit 5\n", viewer);
    viewer.exitCode(terminal);
    awaitGone(started);
    assertThat(service.list()).hasSize(1);
  }

  @Test
  void aBackgroundFloodDoesNotHideTheEndOfItsShell() {
    int terminal = viewer.open(false);
    service.input(terminal, "yes & exit 4\n", viewer);
    assertThat(viewer.exitCode(terminal)).isEqualTo(4);
  }

  @Test
  void stoppingTheHostEndsEverything() {
    List<Long> started = startStubborn(viewer, viewer.open(false));
    fixture.host.close();
    awaitGone(started);
  }

  @Test
  void aRunnerThatIsKilledLeavesNothingBehind() throws IOException {
    Process runner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                DoomedRunner.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = runner.inputReader(StandardCharsets.UTF_8)) {
      List<Long> started = pids(lines.readLine());
      assertThat(started).hasSize(6).allMatch(TerminalEndIT::isAlive);
      runner.destroyForcibly();
      awaitGone(started);
    } finally {
      runner.destroyForcibly();
    }
  }

  @Test
  void closedShellsAreReapedAndTheirDescriptorsFreed() throws IOException {
    int before = openPtys();
    for (int round = 0; round < 5; round++) {
      viewer.texts.clear();
      int terminal = viewer.open(false);
      service.close(terminal);
      viewer.exitCode(terminal);
    }
    await().until(() -> openPtys() <= before);
    await().until(() -> zombieChildren() == 0);
  }

  @Test
  void aShellInheritsNoneOfTheRunnersDescriptors() {
    viewer.open(false);
    try (RecordingViewer second = fixture.viewer()) {
      second.input(second.open(false), "ls -m /proc/$$/fd\n");
      second.awaitText("0, 1, 2, 255\r\n");
    }
  }

  static List<Long> startStubborn(RecordingViewer viewer, int terminal) {
    viewer.input(terminal, STUBBORN);
    viewer.awaitText("all-started");
    await().until(() -> pids(viewer.text()).size() == 6);
    return pids(viewer.text());
  }

  private static List<Long> pids(String text) {
    return Pattern.compile("pid=(\\d+);")
        .matcher(text)
        .results()
        .map((MatchResult match) -> Long.parseLong(match.group(1)))
        .toList();
  }

  private static void awaitGone(List<Long> pids) {
    await().untilAsserted(() -> assertThat(pids).noneMatch(TerminalEndIT::isAlive));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static int openPtys() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return (int) descriptors.filter(TerminalEndIT::isPty).count();
    }
  }

  private static boolean isPty(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().endsWith("ptmx");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private static long zombieChildren() {
    return ProcessHandle.current()
        .children()
        .filter(child -> stat(child.pid()).contains(") Z "))
        .count();
  }

  private static String stat(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    } catch (IOException gone) {
      return "";
    }
  }

  /** A runner in a process of its own, to be killed without a word. */
  static final class DoomedRunner {

    public static void main(String[] arguments) throws InterruptedException {
      TerminalFixture fixture = new TerminalFixture(Path.of(arguments[0]));
      RecordingViewer viewer = fixture.viewer();
      List<Long> started = startStubborn(viewer, viewer.open(false));
      StringBuilder line = new StringBuilder();
      started.forEach(pid -> line.append("pid=").append(pid).append(';'));
      System.out.println(line);
      Thread.currentThread().join();
    }
  }
}
