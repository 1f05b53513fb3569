package dev.atrium.runner.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellEnvironmentTest {

  @Test
  void nothingOfTheRunnersOwnReachesTheShell() {
    Map<String, String> environment =
        of(Map.of("ATRIUM_IDENTITY", "/secret", "QUARKUS_HTTP_PORT", "1", "EDITOR", "vi"));
    assertThat(environment).containsEntry("EDITOR", "vi");
    assertThat(environment.keySet())
        .noneMatch(name -> name.startsWith("ATRIUM_") || name.startsWith("QUARKUS_"));
  }

  @Test
  void theTerminalAndTheAppsPortAreNamed() {
    assertThat(of(Map.of("PORT", "8080", "TERM", "dumb")))
        .containsEntry("PORT", "4711")
        .containsEntry("TERM", "xterm-256color")
        .containsEntry("COLORTERM", "truecolor")
        .containsEntry("SHELL", "/bin/bash");
  }

  @Test
  void homeIsWhatTheRunnerWasToldElseItsAccounts() {
    assertThat(of(Map.of("HOME", "/workspace/home"))).containsEntry("HOME", "/workspace/home");
    assertThat(of(Map.of("HOME", ""))).containsEntry("HOME", "/home/ada");
    assertThat(of(Map.of())).containsEntry("HOME", "/home/ada");
  }

  @Test
  void aUtf8LocaleIsKeptAndAnyOtherReplaced() {
    assertThat(of(Map.of("LANG", "de_DE.UTF-8"))).containsEntry("LANG", "de_DE.UTF-8");
    assertThat(of(Map.of("LANG", "C"))).containsEntry("LANG", "C.UTF-8");
    assertThat(of(Map.of("LANG", "en_US.utf8", "LC_ALL", "POSIX")))
        .containsEntry("LANG", "C.UTF-8")
        .doesNotContainKey("LC_ALL");
  }

  private static Map<String, String> of(Map<String, String> inherited) {
    return ShellEnvironment.of(inherited, "/home/ada", 4711);
  }
}
