package dev.atrium.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPathTest {

  @Test
  void namesFiles() {
    assertThat(WebPath.of("/")).contains("index.html");
    assertThat(WebPath.of("/assets/main-Bx12_cd9.js")).contains("assets/main-Bx12_cd9.js");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "/..",
        "/../secret",
        "/assets/../../x",
        "/assets//x",
        "/.env",
        "/assets/.hidden",
        "/a%2fb",
        "/a\\b",
        "/a\u0000",
        "/a b",
        "assets/x"
      })
  void namesNothingOutsideTheSite(String path) {
    assertThat(WebPath.of(path)).isEmpty();
  }

  @Test
  void onlyHashedAssetsNeverChange() {
    assertThat(WebPath.isImmutable("assets/main-Bx12_cd9.js")).isTrue();
    assertThat(WebPath.isImmutable("assets/style.css")).isFalse();
    assertThat(WebPath.isImmutable("index.html")).isFalse();
    assertThat(WebPath.isImmutable("favicon-12345678.svg")).isFalse();
  }
}
