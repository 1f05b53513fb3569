package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.path.ProjectPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeForceTest {

  private final List<String> forced = new ArrayList<>();
  private boolean broken;
  private final TreeForce force =
      new TreeForce(directory -> force(directory.toString()), () -> force("staging"));

  @Test
  void bothDirectoriesOfAMoveAreForcedOnce() {
    Change write = Workspace.file("a/x", "one", null);
    Change move =
        Workspace.file("b/c/y", "one", null).withMovedFrom(ProjectPath.of("a/x")).withContent(null);
    force.touched(List.of(write, move));

    assertThat(force.force()).isTrue();
    assertThat(forced).containsExactlyInAnyOrder("a", "b/c");
    assertThat(force.force()).isTrue();
    assertThat(forced).hasSize(2);
  }

  @Test
  void onlyUploadsNeedTheirStagedNamesForced() {
    Change write = Workspace.file("a", "one", null);
    force.keepStaged(List.of(write));
    assertThat(forced).isEmpty();

    force.keepStaged(List.of(write.withContent(new ContentRef.OnDisk("staged"))));
    assertThat(forced).containsExactly("staging");
  }

  @Test
  void afterAFailedForceNothingIsEverClaimedAgain() {
    force.touched(List.of(Workspace.file("a", "one", null)));
    broken = true;
    assertThat(force.force()).isFalse();

    broken = false;
    assertThat(force.force()).isFalse();
  }

  private void force(String directory) throws IOException {
    if (broken) {
      throw new IOException("Input/output error");
    }
    forced.add(directory);
  }
}
