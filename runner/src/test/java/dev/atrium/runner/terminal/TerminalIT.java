package dev.atrium.runner.terminal;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Real shells behind the service. */
class TerminalIT extends TerminalScenario {

  @Test
  void aLoginShellRunsInTheProjectWithItsOwnEnvironment() {
    int terminal = viewer.open(false);
    service.input(terminal, "echo \"<$PWD|$PORT|$TERM|$HOME|$LANG|$ATRIUM_PROJECT>\"\n", viewer);
    viewer.awaitText("<" + root + "|4711|xterm-256color|" + root + "|C.UTF-8|>");
    service.input(terminal, "shopt login_shell\n", viewer);
    viewer.awaitText("login_shell    \ton");
  }

  @Test
  void theShellHasTheViewersSizeAndFollowsIt() {
    int terminal = viewer.open(false);
    service.input(terminal, "stty size\n", viewer);
    viewer.awaitText("24 80");
    service.resize(terminal, 132, 43, viewer);
    service.input(terminal, "stty size\n", viewer);
    viewer.awaitText("43 132");
  }

  @Test
  void theEndOfAShellSaysItsExitCodeAfterTheLastOutput() {
    int terminal = viewer.open(false);
    service.input(terminal, "echo last; exit 7\n", viewer);
    assertThat(viewer.exitCode(terminal)).isEqualTo(7);
    assertThat(viewer.text()).contains("last");
    assertThat(viewer.terminal(frame -> frame.exitCode() != null).from()).isEqualTo(viewer.next());
  }

  @Test
  void aKilledShellSaysTheSignal() {
    int terminal = viewer.open(false);
    service.input(terminal, "kill -9 $$\n", viewer);
    assertThat(viewer.exitCode(terminal)).isEqualTo(128 + 9);
  }

  @Test
  void theRunButtonRunsTheProjectsCommand() throws Exception {
    assertThatThrownBy(() -> viewer.open(true))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().field()).isEqualTo("run"));
    Files.writeString(root.resolve("atrium.json"), "{\"run\": \"echo port $PORT; exit 3\"}");
    int terminal = viewer.open(true);
    assertThat(viewer.exitCode(terminal)).isEqualTo(3);
    assertThat(viewer.text()).isEqualTo("port 4711\r\n");
  }

  @Test
  void controlCInterruptsWhatRunsInTheForeground() {
    int terminal = viewer.open(false);
    service.input(terminal, "sleep 1000\n", viewer);
    await().until(service::busy);
    service.input(terminal, "\u0003", viewer);
    service.input(terminal, "echo code $?\n", viewer);
    viewer.awaitText("code 130");
    await().until(() -> !service.busy());
  }

  @Test
  void thereAreOnlySoManyTerminals() {
    int first = viewer.open(false);
    try (RecordingViewer second = fixture.viewer();
        RecordingViewer third = fixture.viewer();
        RecordingViewer last = fixture.viewer()) {
      second.open(false);
      third.open(false);
      assertThatThrownBy(() -> last.open(false))
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY));
      service.input(first, "exit\n", viewer);
      viewer.exitCode(first);
      last.open(false);
    }
    assertThat(service.list())
        .hasSize(TerminalFixture.MAX_TERMINALS)
        .noneMatch(state -> state.terminal() == first);
  }
}
