package dev.atrium.initservice.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.ImportProgress;
import dev.atrium.initservice.StorageClient;
import dev.atrium.initservice.StorageResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(StorageResource.class)
class ImportExportIT {

  @TestHTTPResource("/")
  URI base;

  StorageClient client;
  final String id = StorageClient.newId();

  @BeforeEach
  void connect() {
    client = new StorageClient(base);
  }

  @Test
  void whatIsImportedIsExported() throws Exception {
    byte[] large = new byte[12_000_000];
    new Random(1).nextBytes(large);
    byte[] zip =
        Zips.zip()
            .directory("repo-main")
            .directory("repo-main/empty")
            .file("repo-main/run.sh", 0100755, "#!/bin/sh\n")
            .file("repo-main/deep/er/ü.txt", 0100644, "text".repeat(500))
            .file("repo-main/none", 0100644, "")
            .file("repo-main/large.bin", 0100644, large)
            .bytes();

    ImportProgress last = client.importZip(id, zip).getLast();

    assertThat(last.problem()).isNull();
    assertThat(last.done()).isTrue();
    assertThat(last.files()).isEqualTo(4);
    Map<String, ZipArchiveEntry> exported = new TreeMap<>();
    Map<String, byte[]> contents = export(exported);
    assertThat(exported.keySet())
        .containsExactly(
            "deep/", "deep/er/", "deep/er/ü.txt", "empty/", "large.bin", "none", "run.sh");
    assertThat(contents.get("large.bin")).isEqualTo(large);
    assertThat(contents.get("deep/er/ü.txt")).asString().isEqualTo("text".repeat(500));
    assertThat(exported.get("run.sh").getUnixMode() & 0777).isEqualTo(0755);
    assertThat(exported.get("none").getUnixMode() & 0777).isEqualTo(0644);
  }

  @Test
  void progressIsToldWhileFilesAreStored() throws Exception {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      files.addAll(List.of("src/f" + i + ".txt", "file " + i));
    }

    var lines = client.importZip(id, Zips.of(files.toArray(String[]::new)));

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines).extracting(ImportProgress::files).isSorted();
    assertThat(lines.subList(0, lines.size() - 1)).noneMatch(ImportProgress::done);
    assertThat(lines.getLast().files()).isEqualTo(350);
  }

  static Stream<Arguments> hostile() {
    byte[] good = Zips.of("a.txt", "text ".repeat(100), "b.txt", "b");
    return Stream.of(
        Arguments.of("not a zip", "<html>".getBytes(), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("empty", new byte[0], ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("cut off", Arrays.copyOf(good, 60), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of(
            "no directory", withDirectoryAt(good, 0x7FFFFFFF), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("wrong content", flipped(good, 40), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("climbs", Zips.of("../../x", "x"), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("absolute", Zips.of("/x", "x"), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("twice", Zips.of("x", "1", "x", "2"), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of(
            "link",
            Zips.zip().file("l", 0120777, "/etc/passwd").bytes(),
            ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("bomb", bomb(5), ProblemType.HOSTILE_ARCHIVE),
        Arguments.of("large file", bomb(1, 21_000_000), ProblemType.TOO_LARGE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void aRefusedArchiveLeavesNoProject(String what, byte[] zip, ProblemType type) throws Exception {
    ImportProgress last = client.importZip(id, zip).getLast();

    assertThat(last.done()).isFalse();
    assertThat(last.problem().type()).as(last.problem().detail()).isEqualTo(type.urn());
    assertThat(client.hub("GET", "/storage/projects/" + id, null).statusCode()).isEqualTo(404);
    assertThat(client.runner(id, 1, "open", null).statusCode()).isEqualTo(404);
  }

  @Test
  void afterARefusedImportTheSameIdCanBeImported() throws Exception {
    client.importZip(id, bomb(5));

    assertThat(client.importZip(id, Zips.of("a", "a")).getLast().done()).isTrue();
    assertThat(export(new TreeMap<>())).containsOnlyKeys("a");
  }

  @Test
  void anIdThatIsTakenIsRefused() throws Exception {
    client.importZip(id, Zips.of("a", "first"));

    assertThat(client.importZip(id, Zips.of("a", "second")).getLast().problem().type())
        .isEqualTo(ProblemType.ALREADY_EXISTS.urn());
    assertThat(export(new TreeMap<>()).get("a")).asString().isEqualTo("first");
  }

  private Map<String, byte[]> export(Map<String, ZipArchiveEntry> entries) throws Exception {
    var answer = client.hub("GET", "/storage/projects/" + id + "/export", null);
    assertThat(answer.statusCode()).isEqualTo(200);
    Map<String, byte[]> contents = new TreeMap<>();
    try (ZipFile zip =
        ZipFile.builder()
            .setSeekableByteChannel(new SeekableInMemoryByteChannel(answer.body()))
            .get()) {
      for (ZipArchiveEntry entry : java.util.Collections.list(zip.getEntries())) {
        entries.put(entry.getName(), entry);
        contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return contents;
  }

  private static byte[] bomb(int files) {
    return bomb(files, 16_000_000);
  }

  private static byte[] bomb(int files, int bytes) {
    Zips zip = Zips.zip();
    for (int i = 0; i < files; i++) {
      zip.file("zeros" + i, 0100644, new byte[bytes]);
    }
    return zip.bytes();
  }

  private static byte[] flipped(byte[] zip, int at) {
    byte[] changed = zip.clone();
    changed[at] ^= 0x55;
    return changed;
  }

  private static byte[] withDirectoryAt(byte[] zip, int offset) {
    byte[] changed = zip.clone();
    ByteBuffer.wrap(changed)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(changed.length - 22 + 16, offset);
    return changed;
  }
}
