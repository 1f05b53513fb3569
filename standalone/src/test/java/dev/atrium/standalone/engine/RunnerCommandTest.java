package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RunnerCommandTest {

  @Test
  void aRunnerInheritsNothingOfThisProcessesSettings() {
    var environment =
        Map.of("PATH", "/bin", "ATRIUM_HOME", "/x", "QUARKUS_HTTP_PORT", "1", "LANG", "C.UTF-8");

    assertThat(RunnerCommand.inherited(environment))
        .isEqualTo(Map.of("PATH", "/bin", "LANG", "C.UTF-8"));
  }
}
