package dev.atrium.hub.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

  private final Places places =
      new Places(
          "http://localhost:8080",
          "http://{id}.ide.localhost:8080",
          "http://{id}.app.localhost:8080",
          Set.of("atrium-hub.atrium.svc:8080"));

  @Test
  void theHubIsItsNameAndPort() {
    assertThat(places.of("localhost:8080", "10.1.2.3:8080")).isEqualTo(new Place.Hub());
  }

  @Test
  void programsReachTheHubAtItsServiceAndAtTheAddressThatTheyConnectedTo() {
    for (String host : List.of("atrium-hub.atrium.svc:8080", "10.1.2.3:8080")) {
      assertThat(places.of(host, "10.1.2.3:8080")).isEqualTo(new Place.InternalHub());
    }
    assertThat(places.of("[fd00::1]:8080", "[fd00::1]:8080")).isEqualTo(new Place.InternalHub());
  }

  @Test
  void aProjectHasTwoHosts() {
    assertThat(places.of("abcdefgh.ide.localhost:8080", "10.1.2.3:8080"))
        .isEqualTo(new Place.Repl("abcdefgh", "http://abcdefgh.ide.localhost:8080"));
    assertThat(places.of("abcdefgh.app.localhost:8080", "10.1.2.3:8080"))
        .isEqualTo(new Place.Repl("abcdefgh", "http://abcdefgh.app.localhost:8080"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:8081",
        "LOCALHOST:8080",
        "localhost.:8080",
        "evil.example:8080",
        "localhost:8080.evil.example",
        "abc.ide.localhost:8080",
        "Abcdefgh.ide.localhost:8080",
        "x.abcdefgh.ide.localhost:8080",
        "abcdefgh.ide.localhost",
        "abcdefgh.ide.localhost:8080\n",
        "abcdefgh.idexlocalhost:8080",
        "[::1]:8080",
        "127.0.0.1:8080",
        "10.1.2.3",
        "atrium-hub.atrium.svc",
        "atrium-hub.atrium.svc:80"
      })
  void everythingElseIsNotOurs(String host) {
    assertThat(places.of(host, "10.1.2.3:8080")).isEqualTo(new Place.Unknown());
  }

  @Test
  void withoutAPortNothingIsAdded() {
    var clouds =
        new Places(
            "https://atrium.dev",
            "https://{id}.ide.atrium.dev",
            "https://{id}.atrium.app",
            Set.of());

    assertThat(clouds.of("abcdefgh.atrium.app", "10.1.2.3:8080"))
        .isEqualTo(new Place.Repl("abcdefgh", "https://abcdefgh.atrium.app"));
    assertThat(clouds.of("atrium.dev", "10.1.2.3:8080")).isEqualTo(new Place.Hub());
  }

  @Test
  void anAddressBelongsToItsOwnProjectOnly() {
    assertThat(places.belongsTo("abcdefgh", "http://abcdefgh.ide.localhost:8080/a?b=c")).isTrue();
    assertThat(places.belongsTo("abcdefgh", "http://abcdefgh.app.localhost:8080/")).isTrue();
    assertThat(places.belongsTo("abcdefgh", "http://zbcdefgh.ide.localhost:8080/")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://abcdefgh.ide.localhost:8080/",
        "http://abcdefgh.ide.localhost:8080@evil.example/",
        "http://user@abcdefgh.ide.localhost:8080/",
        "//abcdefgh.ide.localhost:8080/",
        "javascript:alert(1)",
        "http://abcdefgh.ide.localhost:8080\\@evil.example/",
        "http://abcdefgh.ide.localhost:8080/#x",
        "/open",
        ""
      })
  void otherAddressesBelongToNobody(String url) {
    assertThat(places.belongsTo("abcdefgh", url)).isFalse();
  }

  @Test
  void aCodeIsBroughtToTheReturnPathOnly() {
    String origin = "http://abcdefgh.ide.localhost:8080";

    assertThat(places.isReturnOf("abcdefgh", origin + "/.atrium/return?to=%2F")).isTrue();
    assertThat(places.isReturnOf("abcdefgh", origin + "/.atrium/returned?to=%2F")).isFalse();
    assertThat(places.isReturnOf("abcdefgh", origin + "/?to=%2F")).isFalse();
  }
}
