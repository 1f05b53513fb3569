package dev.atrium.hub.person;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {

  private static final String OPEN = "/open?project=abcdefgh&return=http%3A%2F%2Fx%2F";

  @Test
  void openIsWhereASignInLeadsBackTo() {
    assertThat(ReturnPath.isSafe(OPEN)).isTrue();
    assertThat(ReturnPath.decodeOrHome(ReturnPath.encode(OPEN))).isEqualTo(OPEN);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "/",
        "//evil.example/open?",
        "/\\evil.example",
        "https://evil.example/open?",
        "javascript:alert(1)",
        "/open?a b",
        "/open?a\r\nSet-Cookie: x",
        "/opened?"
      })
  void anywhereElseIsRefused(String path) {
    assertThat(ReturnPath.isSafe(path)).isFalse();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "%%%", "Lw", "Ly9ldmlsLmV4YW1wbGU"})
  void aForgedCookieLeadsHome(String cookie) {
    assertThat(ReturnPath.decodeOrHome(cookie)).isEqualTo("/");
  }
}
