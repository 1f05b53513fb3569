package dev.atrium.runner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.encoding.DecodingException;
import org.junit.jupiter.api.Test;

class AwarenessIdentityTest {

  private final AwarenessIdentity mallory = new AwarenessIdentity("p-7", "Mallory \"M\"");

  @Test
  void aNameThatIsClaimedIsReplaced() {
    assertThat(mallory.apply("{\"user\":{\"id\":\"p-1\",\"name\":\"Ada\",\"color\":\"#fff\"}}"))
        .isEqualTo("{\"user\":{\"id\":\"p-7\",\"name\":\"Mallory \\\"M\\\"\",\"color\":\"#fff\"}}");
  }

  /** Parsers differ in which of two they believe. */
  @Test
  void aNameThatIsClaimedTwiceIsReplacedInBothPlaces() {
    assertThat(
            mallory.apply("{\"user\":1,\"user\":{\"name\":\"Ada\",\"name\":\"Ada\"},\"x\":[1.5]}"))
        .doesNotContain("Ada")
        .containsOnlyOnce("user")
        .contains("\"x\":[1.5]");
  }

  @Test
  void whoClaimsNoNameHasOne() {
    assertThat(mallory.apply("{}")).contains("\"id\":\"p-7\"");
    assertThat(mallory.apply("{\"user\":\"Ada\"}"))
        .contains("\"id\":\"p-7\"")
        .doesNotContain("Ada");
  }

  @Test
  void whatCanNameNobodyStays() {
    assertThat(mallory.apply("[\"Ada\"]")).isEqualTo("[\"Ada\"]");
  }

  @Test
  void whatCannotBePassedOnIsRefused() {
    assertThatThrownBy(() -> mallory.apply("{\"x\":1e999}")).isInstanceOf(DecodingException.class);
  }
}
