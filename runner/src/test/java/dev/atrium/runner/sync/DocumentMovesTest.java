package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.testing.HandClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentMovesTest {

  private static final ProjectPath A = ProjectPath.of("a");
  private static final ProjectPath B = ProjectPath.of("b");
  private static final ProjectPath C = ProjectPath.of("c");

  private final HandClock clock = new HandClock(Instant.ofEpochSecond(1_000_000));
  private final DiskIndex index = new DiskIndex();
  private final DocumentMoves moves = new DocumentMoves(index, path -> true, clock);

  @Test
  void aFileIsMovedOnceItsAbsenceHasLasted() {
    known(A, "inode 1", "text");
    List<Observation> found = List.of(Observation.absent(A), file(B, "inode 1", "text"));

    DocumentMoves.Read first = moves.read(found);
    assertThat(first.moves()).isEmpty();
    assertThat(first.findings()).isEmpty();
    assertThat(first.again()).containsExactly(ProjectPath.ROOT);

    clock.advance(DocumentMoves.SETTLE);
    DocumentMoves.Read second = moves.read(found);
    assertThat(second.moves()).containsExactly(new DocumentMoves.Move(A, B));
    assertThat(second.findings()).extracting(Observation::path).containsExactly(B);
    assertThat(second.again()).isEmpty();
  }

  @Test
  void anAbsenceThatEndsIsNone() {
    known(A, "inode 1", "text");
    moves.read(List.of(Observation.absent(A)));
    moves.read(List.of(file(A, "inode 2", "new")));
    clock.advance(DocumentMoves.SETTLE);
    assertThat(moves.read(List.of(Observation.absent(A))).findings()).isEmpty();
  }

  @Test
  void anAbsenceWithoutAnArrivalIsADeletion() {
    known(A, "inode 1", "text");
    DocumentMoves.Read read = settled(Observation.absent(A), file(B, "inode 2", "other"));
    assertThat(read.moves()).isEmpty();
    assertThat(read.findings()).extracting(Observation::path).containsExactly(A, B);
  }

  @Test
  void anInodeThatWasUsedAgainIsAnotherFile() {
    known(A, "inode 1", "text");
    assertThat(settled(Observation.absent(A), file(B, "inode 1", "other")).moves()).isEmpty();
  }

  @Test
  void theOnlyFileWithTheContentIsIt() {
    known(A, "inode 1", "text");
    assertThat(settled(Observation.absent(A), file(B, "inode 2", "text")).moves())
        .containsExactly(new DocumentMoves.Move(A, B));
  }

  @Test
  void oneOfSeveralWithTheContentIsNotGuessed() {
    known(A, "inode 1", "text");
    assertThat(
            settled(Observation.absent(A), file(B, "inode 2", "text"), file(C, "inode 3", "text"))
                .moves())
        .isEmpty();
  }

  @Test
  void anEmptyFileIsToldByItsInodeOnly() {
    known(A, "inode 1", "");
    assertThat(settled(Observation.absent(A), file(B, "inode 2", "")).moves()).isEmpty();
    assertThat(settled(Observation.absent(A), file(B, "inode 1", "")).moves()).hasSize(1);
  }

  @Test
  void whatIsWrittenOverAnotherFileIsNoMove() {
    known(A, "inode 1", "text");
    known(B, "inode 2", "other");
    assertThat(settled(Observation.absent(A), file(B, "inode 1", "text")).moves()).isEmpty();
  }

  @Test
  void whatHasNoDocumentIsNotHeldUp() {
    known(A, "inode 1", "text");
    var plain = new DocumentMoves(index, path -> false, clock);
    List<Observation> found = List.of(Observation.absent(A), file(B, "inode 1", "text"));
    assertThat(plain.read(found).findings()).isEqualTo(found);
  }

  private DocumentMoves.Read settled(Observation... found) {
    moves.read(List.of(found));
    clock.advance(DocumentMoves.SETTLE);
    return moves.read(List.of(found));
  }

  private void known(ProjectPath path, String inode, String content) {
    Observation seen = file(path, inode, content);
    index.put(path, IndexEntry.of(seen.stat(), seen.hash(), clock.millis()));
  }

  private Observation file(ProjectPath path, String inode, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    FileStat stat = new FileStat(path, FileKind.FILE, bytes.length, 0644, 0, inode, null);
    return new Observation(path, stat, ContentHash.of(bytes), clock.millis(), false);
  }
}
