package dev.atrium.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

class OriginRuleTest {

  private static final String OWN = "http://localhost:8080";

  @Test
  void readingNeedsNoOrigin() {
    assertThat(OriginRule.allows(HttpMethod.GET, "/api/projects", false, null, OWN)).isTrue();
  }

  @Test
  void changingNeedsTheHubsOwn() {
    assertThat(change("/api/projects", false, OWN)).isTrue();
    assertThat(change("/api/projects", false, null)).isFalse();
    assertThat(change("/api/projects", false, "null")).isFalse();
    assertThat(change("/api/projects", false, "http://abcdefgh.ide.localhost:8080")).isFalse();
    assertThat(change("/api/projects", false, "http://localhost:8080.evil.example")).isFalse();
  }

  @Test
  void programsBringAKeyInstead() {
    assertThat(change("/api/projects", true, null)).isTrue();
    assertThat(change("/api/handshake/exchange", false, null)).isTrue();
    assertThat(change("/storage/projects", false, null)).isTrue();
  }

  private static boolean change(String path, boolean bearer, String origin) {
    return OriginRule.allows(HttpMethod.POST, path, bearer, origin, OWN);
  }
}
