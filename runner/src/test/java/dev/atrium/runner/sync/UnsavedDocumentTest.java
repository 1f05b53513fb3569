package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.JournalEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsavedDocumentTest {

  private static final DocumentState SAVED =
      DocumentState.whole("one", new byte[] {0, 0}, ContentHash.of(new byte[0]));

  @Test
  void committedStatesAndUpdatesAreThereInOrder() {
    List<UnsavedDocument> found =
        UnsavedDocument.in(
            List.of(batch(3, entry("a.txt", null).withDocument(SAVED))),
            List.of(update(1, "one", "a.txt"), update(2, "one", "a.txt"), update(4, "two", "b")));

    assertThat(found).extracting(UnsavedDocument::guid).containsExactly("one", "two");
    assertThat(found.getFirst().committed()).containsExactly(SAVED);
    assertThat(found.getFirst().updates())
        .extracting(JournalEntry.DocumentUpdate::seq)
        .containsExactly(1L, 2L);
  }

  @Test
  void aDocumentFollowsItsFile() {
    List<UnsavedDocument> found =
        UnsavedDocument.in(
            List.of(batch(2, entry("d/b.txt", "d/a.txt")), batch(3, entry("e", "d"))),
            List.of(update(1, "one", "d/a.txt")));

    assertThat(found.getFirst().path()).isEqualTo(ProjectPath.of("e/b.txt"));
  }

  @Test
  void aMoveBeforeADocumentWasThereDoesNotConcernIt() {
    List<UnsavedDocument> found =
        UnsavedDocument.in(
            List.of(batch(1, entry("b.txt", "a.txt"))), List.of(update(2, "one", "a.txt")));

    assertThat(found.getFirst().path()).isEqualTo(ProjectPath.of("a.txt"));
  }

  @Test
  void aDocumentLosesItsFileWithADeletion() {
    List<UnsavedDocument> found =
        UnsavedDocument.in(
            List.of(
                batch(
                    2, Change.delete(ProjectPath.of("d"), null, null, Cause.EDIT, Instant.EPOCH))),
            List.of(update(1, "one", "d/a.txt"), update(3, "two", "d/a.txt")));

    assertThat(found).extracting(UnsavedDocument::guid).containsExactly("one", "two");
    assertThat(found).extracting(UnsavedDocument::hasFile).containsExactly(false, true);
  }

  private static JournalEntry.Batch batch(long seq, Change change) {
    return new JournalEntry.Batch(seq, List.of(change));
  }

  private static JournalEntry.DocumentUpdate update(long seq, String guid, String path) {
    return new JournalEntry.DocumentUpdate(
        seq, guid, ProjectPath.of(path), new byte[] {0, 0}, null, "ann");
  }

  private static Change entry(String path, String from) {
    return new Change(
        ProjectPath.of(path),
        FileType.FILE,
        0,
        null,
        null,
        null,
        0,
        null,
        from == null ? null : ProjectPath.of(from),
        null,
        Cause.EDIT,
        Instant.EPOCH);
  }
}
