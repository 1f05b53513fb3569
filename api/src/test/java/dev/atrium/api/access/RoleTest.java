package dev.atrium.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void anOwnerPassesEveryDoor() {
    assertThat(doors(Role.OWNER)).containsExactlyInAnyOrder(Door.values());
  }

  @Test
  void anEditorPassesEveryDoorButTheSettings() {
    assertThat(doors(Role.EDITOR)).doesNotContain(Door.SETTINGS).hasSize(Door.values().length - 1);
  }

  @Test
  void aViewerOnlyLooks() {
    assertThat(doors(Role.VIEWER))
        .containsExactlyInAnyOrder(
            Door.READ_FILES,
            Door.READ_DOCUMENTS,
            Door.WATCH_TERMINALS,
            Door.PREVIEW,
            Door.READ_HISTORY);
  }

  private static Set<Door> doors(Role role) {
    return Arrays.stream(Door.values()).filter(role::opens).collect(Collectors.toSet());
  }
}
