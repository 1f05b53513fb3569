package dev.atrium.runner.preview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewHeadersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a=1; Domain=app.localhost; Path=/       | a=1; Path=/",
        "a=1; domain = .x.y ;Secure              | a=1;Secure",
        "a=1;DOMAIN                              | a=1",
        "a=domain; Path=/domain=x                | a=domain; Path=/domain=x",
        "__Host-theirs=1; Secure; Path=/         | __Host-theirs=1; Secure; Path=/"
      })
  void keepsACookieOnItsHost(String set, String kept) {
    assertThat(PreviewHeaders.hostOnly(set)).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__Host-atrium-app=x; Path=/",
        "__HOST-Atrium-session=x",
        " __Host-atrium-nonce =x",
        "=__Host-atrium-app=x; Path=/",
        "__Host-atrium-app"
      })
  void dropsACookieThatIsOrReadsLikeOurs(String set) {
    assertThat(PreviewHeaders.hostOnly(set)).isEmpty();
  }

  @Test
  void keepsACookieWithoutAName() {
    assertThat(PreviewHeaders.hostOnly("=x; Path=/")).isPresent();
  }
}
