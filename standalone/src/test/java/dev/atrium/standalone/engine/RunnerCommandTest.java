package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.WithDefault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunnerCommandTest {

  private static final Path IMAGE_OPTIONS = Path.of("../runner/image/jvm.options");

  @Test
  void aRunnerInheritsNothingOfThisProcessesSettings() {
    var environment =
        Map.of("PATH", "/bin", "ATRIUM_HOME", "/x", "QUARKUS_HTTP_PORT", "1", "LANG", "C.UTF-8");

    assertThat(RunnerCommand.inherited(environment))
        .isEqualTo(Map.of("PATH", "/bin", "LANG", "C.UTF-8"));
  }

  @Test
  void aPodsRunnerHasTheOptionsOfALaptopsRunner() throws Exception {
    var laptop = EngineConfig.class.getMethod("jvmOptions").getAnnotation(WithDefault.class);
    var pod =
        Files.readAllLines(IMAGE_OPTIONS).stream()
            .filter(line -> !line.startsWith("#"))
            .flatMap(line -> Stream.of(line.split(" ")));

    assertThat(pod).containsExactly(laptop.value().split(","));
  }
}
