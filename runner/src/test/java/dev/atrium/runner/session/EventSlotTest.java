package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.log.Cause;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.StorageState;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSlotTest {

  private final EventSlot slot = new EventSlot();

  @Test
  void changesAddUpAndOfTheRestTheNewestCounts() {
    slot.add(changed("a"));
    slot.add(saved(1));
    slot.add(changed("b"));
    slot.add(saved(2));

    assertThat(slot.take())
        .containsExactly(new ServerFrame.Changed(List.of(path("a"), path("b")), false), saved(2));
    assertThat(slot.take()).isEmpty();
  }

  @Test
  void tooManyChangesBecomeMassAndStayOneFrame() {
    for (int i = 0; i <= EventSlot.MAX_PATHS; i++) {
      slot.add(changed("p" + i));
    }
    slot.add(changed("last"));
    assertThat(slot.take()).containsExactly(new ServerFrame.Changed(List.of(), true));
    slot.add(changed("a"));
    assertThat(slot.take()).containsExactly(new ServerFrame.Changed(List.of(path("a")), false));
  }

  @Test
  void asManyAsTheBoundAreStillNamed() {
    for (int i = 0; i < EventSlot.MAX_PATHS; i++) {
      slot.add(changed("p" + i));
    }
    assertThat(slot.take().getFirst())
        .isInstanceOfSatisfying(
            ServerFrame.Changed.class,
            frame -> {
              assertThat(frame.mass()).isFalse();
              assertThat(frame.changes()).hasSize(EventSlot.MAX_PATHS);
            });
  }

  @Test
  void beforeTheProjectIsThereOnlySeedingIsTold() {
    slot.add(changed("a"));
    slot.add(new ServerFrame.Seeding(1, 2, 3, 4));
    assertThat(slot.takeSeeding()).containsExactly(new ServerFrame.Seeding(1, 2, 3, 4));
    assertThat(slot.takeSeeding()).isEmpty();
    assertThat(slot.take()).hasSize(1);
  }

  @Test
  void answersAreNoEvents() {
    ServerFrame answer = new ServerFrame.TerminalCredit(1, 1);
    assertThatThrownBy(() -> slot.add(answer)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ServerFrame changed(String path) {
    return new ServerFrame.Changed(List.of(path(path)), false);
  }

  private static ServerFrame saved(long seq) {
    return new ServerFrame.Saved(seq, seq, null, StorageState.OK, null);
  }

  private static ChangedPath path(String path) {
    return new ChangedPath(ProjectPath.of(path), null, true, Cause.EDIT, null);
  }
}
