package dev.atrium.ydoc.awareness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.encoding.Encoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwarenessTest {

  private Instant now = Instant.EPOCH;
  private final Awareness awareness = new Awareness(() -> now);

  @Test
  void newerStatesReplaceOlderOnes() {
    assertThat(apply(1, 1, "{\"v\":1}").added()).containsExactly(1L);
    assertThat(apply(1, 2, "{\"v\":2}").updated()).containsExactly(1L);
    assertThat(apply(1, 1, "{\"v\":1}").isEmpty()).isTrue();

    assertThat(awareness.states()).isEqualTo(Map.of(1L, "{\"v\":2}"));
  }

  @Test
  void whoeverLeavesIsGoneUntilTheySayMore() {
    apply(1, 5, "{}");
    assertThat(apply(1, 5, null).removed()).containsExactly(1L);
    assertThat(apply(1, 5, "{}").isEmpty()).as("an echo").isTrue();
    assertThat(apply(1, 6, "{}").added()).containsExactly(1L);
  }

  @Test
  void whoeverIsSilentIsGoneAfterAWhileAndForgottenLater() {
    apply(1, 1, "{}");
    now = now.plus(Awareness.TIMEOUT.dividedBy(2));
    apply(2, 1, "{}");
    now = now.plus(Awareness.TIMEOUT.dividedBy(2));

    assertThat(awareness.removeOutdated().removed()).containsExactly(1L);
    assertThat(awareness.states()).containsOnlyKeys(2L);
    assertThat(awareness.size()).isEqualTo(2);

    now = now.plus(Awareness.TIMEOUT.multipliedBy(20));
    awareness.removeOutdated();
    now = now.plus(Awareness.TIMEOUT.multipliedBy(20));
    awareness.removeOutdated();
    assertThat(awareness.size()).isZero();
  }

  @Test
  void ownStatesAreNewsEachTime() {
    assertThat(awareness.set(7, "{\"name\":\"disk\"}").added()).containsExactly(7L);
    assertThat(awareness.set(7, "{\"name\":\"disk\"}").updated()).containsExactly(7L);
    assertThat(awareness.set(7, null).removed()).containsExactly(7L);
  }

  @Test
  void statesThatAreNoJsonAreRefused() {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(1);
    encoder.writeVarUint(1);
    encoder.writeVarUint(1);
    encoder.writeVarString("{oops");

    assertThatThrownBy(() -> AwarenessUpdate.decode(encoder.toByteArray()))
        .isInstanceOf(DecodingException.class);
  }

  private Awareness.Change apply(long client, long clock, String state) {
    AwarenessUpdate update =
        new AwarenessUpdate(List.of(new AwarenessUpdate.Entry(client, clock, state)));
    return awareness.apply(AwarenessUpdate.decode(update.encode()));
  }
}
