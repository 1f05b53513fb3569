package dev.atrium.hub.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.hub.CodeExchange;
import dev.atrium.hub.keys.Secrets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IssuedCodeTest {

  private static final Instant END = Instant.parse("2026-01-01T00:00:30Z");
  private static final String RETURN = "http://abcdefgh.ide.localhost:8080/.atrium/return?to=%2F";

  private final IssuedCode issued =
      new IssuedCode("abcdefgh", "ada", "session", Secrets.sha256("nonce"), RETURN, END);

  @Test
  void fitsTheExchangeItWasIssuedFor() {
    assertThat(fits("abcdefgh", "nonce", RETURN, END.minusMillis(1))).isTrue();
  }

  @Test
  void fitsNothingElse() {
    assertThat(fits("abcdefgh", "nonce", RETURN, END)).isFalse();
    assertThat(fits("zbcdefgh", "nonce", RETURN, END.minusSeconds(1))).isFalse();
    assertThat(fits("abcdefgh", "other", RETURN, END.minusSeconds(1))).isFalse();
    assertThat(fits("abcdefgh", null, RETURN, END.minusSeconds(1))).isFalse();
    assertThat(fits("abcdefgh", "nonce", RETURN + "x", END.minusSeconds(1))).isFalse();
    assertThat(fits("abcdefgh", "nonce", null, END.minusSeconds(1))).isFalse();
  }

  private boolean fits(String project, String nonce, String returnUrl, Instant now) {
    return issued.fits(new CodeExchange(project, "code", nonce, returnUrl), now);
  }
}
