package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseDeltaTest {

  private static final Change A = Workspace.file("a", "one", null);
  private static final Change B = Workspace.file("b", "two", null);

  @TempDir Path directory;

  private Path file;
  private BaseDelta delta;

  @BeforeEach
  void append() throws IOException {
    file = directory.resolve("delta");
    delta = new BaseDelta(file);
    delta.append(new BaseDelta.Saved(7, List.of(A)));
    delta.append(new BaseDelta.Saved(8, List.of(B)));
  }

  @Test
  void onlyWhatTheIndexDoesNotKnowIsToldAndNoContentIsKept() throws IOException {
    assertThat(delta.since(7))
        .singleElement()
        .satisfies(
            saved ->
                assertThat(saved.changes())
                    .singleElement()
                    .satisfies(change -> assertThat(change.path()).isEqualTo(B.path()))
                    .satisfies(change -> assertThat(change.hash()).isEqualTo(B.hash()))
                    .satisfies(change -> assertThat(change.content()).isNull()));
  }

  @Test
  void aTornEndIsLeftOut() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    assertThat(delta.since(0)).extracting(BaseDelta.Saved::logSeq).containsExactly(7L);

    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(delta.since(0)).extracting(BaseDelta.Saved::logSeq).containsExactly(7L);
  }

  @Test
  void whatAKeptIndexKnowsIsForgotten() throws IOException {
    delta.dropUpTo(7);
    assertThat(delta.since(0)).extracting(BaseDelta.Saved::logSeq).containsExactly(8L);
    delta.dropUpTo(8);
    assertThat(file).isEmptyFile();
  }
}
