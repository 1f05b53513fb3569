package dev.atrium.hub.person;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {

  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path directory;

  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final AdminToken admin = new AdminToken();

  @BeforeEach
  void mount() throws IOException {
    Path file = directory.resolve("token");
    Files.writeString(file, TOKEN + "\n");
    admin.config = config(file);
    admin.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    admin.start();
  }

  @Test
  void takesTheTokenAsItIsMountedAndWhatReplacesIt() throws IOException {
    assertThatCode(() -> admin.require(TOKEN)).doesNotThrowAnyException();

    Files.writeString(directory.resolve("token"), "another-token-than-that");

    assertRefused(TOKEN, ProblemType.NOT_SIGNED_IN);
    assertThatCode(() -> admin.require("another-token-than-that")).doesNotThrowAnyException();
  }

  @Test
  void takesNothingElse() {
    for (String wrong :
        new String[] {null, "", TOKEN + "0", TOKEN.substring(1), "x".repeat(5000)}) {
      assertRefused(wrong, ProblemType.NOT_SIGNED_IN);
    }
  }

  @Test
  void aFileThatWasNeverFilledOpensNothing() throws IOException {
    Files.writeString(directory.resolve("token"), " \n");

    assertRefused("", ProblemType.NOT_READY);
  }

  @Test
  void afterTwentyWrongOnesNoneIsLookedAtForAMinute() {
    for (int i = 0; i < 20; i++) {
      assertRefused("wrong-" + i, ProblemType.NOT_SIGNED_IN);
    }
    assertRefused("wrong", ProblemType.TOO_MANY);
    assertRefused(TOKEN, ProblemType.TOO_MANY);

    now = now.plusSeconds(60);

    assertThatCode(() -> admin.require(TOKEN)).doesNotThrowAnyException();
  }

  private void assertRefused(String token, ProblemType type) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> admin.require(token))
        .returns(type, ProblemException::type);
  }

  private static HubConfig config(Path token) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(HubConfig.class)
        .withDefaultValue("atrium.hub.origin", "http://localhost")
        .withDefaultValue("atrium.hub.ide-origin", "http://{id}.ide.localhost")
        .withDefaultValue("atrium.hub.app-origin", "http://{id}.app.localhost")
        .withDefaultValue("atrium.hub.storage-url", "http://localhost")
        .withDefaultValue("atrium.hub.signing-key", "none")
        .withDefaultValue("atrium.hub.admin-token", token.toString())
        .build()
        .getConfigMapping(HubConfig.class);
  }
}
