package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.session.Presence;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonColorsTest {

  private final PersonColors colors = new PersonColors();

  @Test
  void nobodySharesAColourWhileThereAreEnough() {
    Set<Integer> given = new HashSet<>();
    for (int person = 0; person < Presence.COLORS; person++) {
      given.add(colors.of("p-" + person));
    }
    assertThat(given)
        .hasSize(Presence.COLORS)
        .allSatisfy(color -> assertThat(color).isBetween(0, Presence.COLORS - 1));
    assertThat(colors.of("one more")).isBetween(0, Presence.COLORS - 1);
  }

  @Test
  void aPersonKeepsTheColour() {
    int ada = colors.of("ada");
    for (int person = 0; person < PersonColors.MAX_PEOPLE - 1; person++) {
      colors.of("p-" + person);
    }
    assertThat(colors.of("ada")).isEqualTo(ada);
  }
}
