package dev.atrium.initservice.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipArchiveTest {

  @TempDir Path directory;

  @Test
  void readsWhatTheJdkWrites() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setComment("made by a test, PK and all");
      zip.putNextEntry(new ZipEntry("dir/"));
      zip.putNextEntry(new ZipEntry("dir/a.txt"));
      zip.write("text".repeat(100).getBytes(StandardCharsets.UTF_8));
    }

    assertThat(read(bytes.toByteArray()))
        .containsExactly("dir/=", "dir/a.txt=" + "text".repeat(100));
  }

  @Test
  void readsZip64() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.Always);
      for (String name : List.of("one", "two")) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }

    assertThat(read(bytes.toByteArray())).containsExactly("one=one", "two=two");
  }

  @Test
  void boundsTheNumberOfEntriesWhileItReadsThem() throws IOException {
    byte[] zip = Zips.of("a", "1", "b", "2", "c", "3");

    try (FileChannel file = open(zip)) {
      assertThat(new ZipArchive(file, 3).members()).hasSize(3);
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> new ZipArchive(file, 2))
          .withMessageContaining("more than 2 entries");
    }
  }

  @Test
  void damageIsAProblemAndNeverAnotherFailure() throws IOException {
    byte[] good = Zips.of("a.txt", "text ".repeat(50), "dir/b", "b");
    Random random = new Random(3);
    for (int round = 0; round < 1_000; round++) {
      byte[] damaged = good.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        readAll(damaged);
      } catch (ProblemException refused) {
        assertThat(refused.type()).isIn(ProblemType.HOSTILE_ARCHIVE, ProblemType.TOO_LARGE);
      }
    }
  }

  private void readAll(byte[] zip) throws IOException {
    try (FileChannel file = open(zip)) {
      ZipArchive archive = new ZipArchive(file, 10);
      ImportBudget budget = new ImportBudget(zip.length, 10_000, 100_000);
      for (ZipMember member : archive.members()) {
        try (InputStream content = MemberStream.open(archive, member, budget)) {
          content.readAllBytes();
        }
      }
    }
  }

  private List<String> read(byte[] zip) throws IOException {
    try (FileChannel file = open(zip)) {
      ZipArchive archive = new ZipArchive(file, 10);
      ImportBudget budget = new ImportBudget(zip.length, 10_000, 100_000);
      return archive.members().stream().map(member -> text(archive, member, budget)).toList();
    }
  }

  private static String text(ZipArchive archive, ZipMember member, ImportBudget budget) {
    try (InputStream content = MemberStream.open(archive, member, budget)) {
      return new String(member.name()) + "=" + new String(content.readAllBytes());
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private FileChannel open(byte[] zip) throws IOException {
    return FileChannel.open(Files.write(directory.resolve("test.zip"), zip));
  }
}
