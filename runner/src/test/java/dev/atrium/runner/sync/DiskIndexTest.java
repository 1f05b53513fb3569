package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import org.junit.jupiter.api.Test;

class DiskIndexTest {

  private final DiskIndex index = new DiskIndex();

  @Test
  void siblingsThatSortBetweenADirectoryAndItsContentAreNotItsContent() {
    put("a", "a!b", "a-b", "a.txt", "a/x", "a/x/y", "a0");

    assertThat(index.children(ProjectPath.of("a"))).containsExactly(ProjectPath.of("a/x"));
    assertThat(index.removeTree(ProjectPath.of("a"))).isTrue();
    assertThat(index.snapshot().keySet())
        .extracting(ProjectPath::toString)
        .containsExactly("a!b", "a-b", "a.txt", "a0");
  }

  @Test
  void aMovedTreeTakesEverythingAlongAndReplacesTheTarget() {
    put("a", "a/x", "b", "b/old");
    index.moveTree(ProjectPath.of("a"), ProjectPath.of("b"));

    assertThat(index.snapshot().keySet())
        .extracting(ProjectPath::toString)
        .containsExactly("b", "b/x");
  }

  @Test
  void itKnowsTheBytesOfAllFiles() {
    put("a", "b");
    put("a");
    assertThat(index.bytes()).isEqualTo(20);
    index.removeTree(ProjectPath.of("a"));
    assertThat(index.bytes()).isEqualTo(10);
  }

  @Test
  void theRootsChildrenAreTheTopmost() {
    put("a", "a/x", "b");
    assertThat(index.children(ProjectPath.ROOT)).hasSize(2);
  }

  private void put(String... paths) {
    for (String path : paths) {
      index.put(
          ProjectPath.of(path),
          new IndexEntry(FileType.FILE, null, 10, 0644, 1, "key", null, true));
    }
  }
}
