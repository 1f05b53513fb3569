package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentPathsTest {

  private final DocumentPaths paths = new DocumentPaths();

  @Test
  void beforeTheLogIsOpenNothingIsKnown() {
    paths.changed(document("a.txt", "one"));

    assertThat(paths.at(path("a.txt"))).isNull();
    assertThat(paths.of("one")).isEmpty();
  }

  @Test
  void whatHappenedBeforeTheLogWasOpenCountsOnTopOfIt() {
    paths.changed(move("d", "e"));
    paths.changed(document("new.txt", "two"));
    paths.opened(Map.of(path("d/a.txt"), "one"));

    assertThat(paths.at(path("e/a.txt"))).isEqualTo("one");
    assertThat(paths.at(path("d/a.txt"))).isNull();
    assertThat(paths.of("two")).contains(path("new.txt"));
  }

  @Test
  void aDocumentFollowsItsFileAndItsDirectories() {
    paths.opened(Map.of(path("d/a.txt"), "one", path("dd.txt"), "other"));
    paths.changed(move("d/a.txt", "d/b.txt"));
    paths.changed(move("d", "x/y"));

    assertThat(paths.of("one")).contains(path("x/y/b.txt"));
    assertThat(paths.of("other")).contains(path("dd.txt"));
  }

  @Test
  void aMoveTakesThePlaceOfWhatStoodThere() {
    paths.opened(Map.of(path("a.txt"), "one", path("b.txt"), "two"));
    paths.changed(move("a.txt", "b.txt"));

    assertThat(paths.at(path("b.txt"))).isEqualTo("one");
    assertThat(paths.of("two")).isEmpty();
  }

  @Test
  void aDocumentGoesWithItsFile() {
    paths.opened(Map.of(path("d/a.txt"), "one", path("b"), "two", path("c"), "three"));
    paths.changed(Change.delete(path("d"), null, null, Cause.DISK, Instant.EPOCH));
    paths.changed(entry("b", FileType.LINK));
    paths.changed(entry("c", FileType.FILE));

    assertThat(paths.of("one")).isEmpty();
    assertThat(paths.of("two")).as("a link has no document").isEmpty();
    assertThat(paths.of("three")).as("new content keeps the document").contains(path("c"));
  }

  @Test
  void anotherDocumentOfTheFileReplacesTheFirst() {
    paths.opened(Map.of(path("a.txt"), "one"));
    paths.changed(document("a.txt", "two"));

    assertThat(paths.at(path("a.txt"))).isEqualTo("two");
    assertThat(paths.of("one")).isEmpty();
  }

  private static Change document(String path, String guid) {
    return entry(path, FileType.FILE)
        .withDocument(DocumentState.whole(guid, new byte[] {0, 0}, ContentHash.of(new byte[0])));
  }

  private static Change move(String from, String to) {
    return change(to, FileType.FILE, path(from));
  }

  private static Change entry(String path, FileType type) {
    return change(path, type, null);
  }

  private static Change change(String path, FileType type, ProjectPath from) {
    return new Change(
        path(path), type, 0, null, null, null, 0, null, from, null, Cause.EDIT, Instant.EPOCH);
  }

  private static ProjectPath path(String path) {
    return ProjectPath.of(path);
  }
}
