package dev.atrium.runner.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WholeStatesTest {

  @Test
  void aNewDocumentIsWrittenAsAWholeOnce() {
    WholeStates states = WholeStates.unknown();
    assertThat(states.isDue()).isTrue();
    states.written(true, 1_000);
    assertThat(states.isDue()).isFalse();
  }

  @Test
  void updatesNeverOutgrowTheWhole() {
    WholeStates states = WholeStates.known(100_000, 0, 0);
    states.written(false, 100_000);
    assertThat(states.isDue()).isFalse();
    states.written(false, 1);
    assertThat(states.isDue()).isTrue();
  }

  @Test
  void manySmallUpdatesAreEnoughToo() {
    WholeStates states = WholeStates.known(10, 0, 255);
    assertThat(states.isDue()).isFalse();
    states.written(false, 1);
    assertThat(states.isDue()).isTrue();
  }
}
