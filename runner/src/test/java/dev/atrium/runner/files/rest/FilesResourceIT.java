package dev.atrium.runner.files.rest;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.DirectoryListing;
import dev.atrium.api.files.FileEntry;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.files.FileOperation;
import dev.atrium.api.files.ProjectPaths;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.files.Modes;
import dev.atrium.runner.testing.ProjectScenario;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerClient.Answer;
import dev.atrium.runner.testing.RunnerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files' doors over real HTTP on a real project. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class FilesResourceIT extends ProjectScenario {

  private static final String[] NEW = {"If-None-Match", "*"};

  @Inject RunnerConfig config;

  @Test
  void aFileIsMadeReadChangedAndDeletedByItsEntityTag() {
    Answer made = put("src/a.txt", "one", NEW);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("ETag")).isEqualTo(ContentHash.of(bytes("one")).etag());
    assertThat(made.header("Atrium-Acknowledged")).matches("\\d+");

    Answer read = owner.get("/api/files/src/a.txt");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text()).isEqualTo("one");
    assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
    assertThat(read.header("Content-Length")).isEqualTo("3");

    Answer changed = put("src/a.txt", "two", "If-Match", read.header("ETag"));
    assertThat(changed.status()).isEqualTo(204);
    Answer stale = put("src/a.txt", "three", "If-Match", read.header("ETag"));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problem().type()).endsWith("changed-meanwhile");
    assertThat(put("src/a.txt", "three", NEW).status()).isEqualTo(412);
    assertThat(owner.get("/api/files/src/a.txt").text()).isEqualTo("two");

    assertThat(owner.send("DELETE", "/api/files/src/a.txt", null).status()).isEqualTo(428);
    assertThat(
            owner
                .send("DELETE", "/api/files/src/a.txt", null, "If-Match", changed.header("ETag"))
                .status())
        .isEqualTo(204);
    assertThat(owner.get("/api/files/src/a.txt").status()).isEqualTo(404);
  }

  @Test
  void aWriteWithoutABaseIsRefused() {
    Answer answer = put("a.txt", "one");
    assertThat(answer.status()).isEqualTo(428);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(put("a.txt", "one", "If-Match", "junk").status()).isEqualTo(400);
    assertThat(put("a.txt", "one", "If-Match", "*").status()).isEqualTo(412);
    assertThat(owner.get("/api/files/a.txt").status()).isEqualTo(404);
  }

  @Test
  void answersCannotBecomePagesOrWorkers() {
    put("x.html", "<script>alert(1)</script>", NEW);
    Answer read = owner.get("/api/files/x.html");
    assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(read.header("Content-Security-Policy")).isEqualTo("sandbox");
    assertThat(read.header("Content-Disposition")).startsWith("attachment");
    assertThat(read.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(owner.get("/api/files/x.html", "Service-Worker", "script").status()).isEqualTo(403);
  }

  @Test
  void whatDidNotChangeIsNotSentAgain() {
    String etag = put("a.txt", "one", NEW).header("ETag");
    Answer same = owner.get("/api/files/a.txt", "If-None-Match", "\"other\", " + etag);
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(etag);
    assertThat(owner.get("/api/files/a.txt", "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-3, 206, 0123, bytes 0-3/10",
    "bytes=8-, 206, 89, bytes 8-9/10",
    "bytes=-3, 206, 789, bytes 7-9/10",
    "bytes=5-99, 206, 56789, bytes 5-9/10",
    "bytes=10-, 416, , bytes */10",
    "'bytes=0-1,3-4', 200, 0123456789, ",
    "lines=1-2, 200, 0123456789, "
  })
  void ranges(String range, int status, String body, String contentRange) {
    put("r.txt", "0123456789", NEW);
    Answer answer = owner.get("/api/files/r.txt", "Range", range);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Range")).isEqualTo(contentRange);
    if (body != null) {
      assertThat(answer.text()).isEqualTo(body);
    }
  }

  @Test
  void aHeadSaysWhatAGetWould() {
    owner.send("PUT", "/api/files/h.bin", new byte[1_500_000], NEW);
    Answer head = owner.send("HEAD", "/api/files/h.bin", null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("1500000");
    assertThat(head.header("ETag")).isEqualTo(ContentHash.of(new byte[1_500_000]).etag());
    assertThat(head.body()).isEmpty();
  }

  @Test
  void searchAnswersInLinesAndEndsWithASummary() {
    put("a.txt", "needle\nneedle", NEW);
    Answer answer =
        owner.postJson(
            "/api/search", new SearchRequest("needle", false, false, false, null, null, 10));
    assertThat(answer.text()).contains("\"end\":true");
    assertThat(answer.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(answer.text().lines())
        .hasSize(3)
        .last(InstanceOfAssertFactories.STRING)
        .contains("\"end\":true", "\"hits\":2");
    Answer bad =
        owner.postJson("/api/search", new SearchRequest("(", true, false, false, null, null, 10));
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.problem().field()).isEqualTo("query");
  }

  @Test
  void aRangeOfAnotherVersionIsTheWholeFile() {
    put("r.txt", "0123456789", NEW);
    Answer answer =
        owner.get("/api/files/r.txt", "Range", "bytes=0-1", "If-Range", "\"something else\"");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).hasSize(10);
  }

  @Test
  void largeFilesAreStreamedBothWays() {
    byte[] large = new byte[2_500_000];
    new Random(1).nextBytes(large);
    Answer made = owner.send("PUT", "/api/files/large.bin", large, NEW);
    assertThat(made.status()).isEqualTo(201);
    assertThat(owner.get("/api/files/large.bin").body()).isEqualTo(large);
    Answer part = owner.get("/api/files/large.bin", "Range", "bytes=2000000-2000009");
    assertThat(part.body()).isEqualTo(java.util.Arrays.copyOfRange(large, 2_000_000, 2_000_010));
    assertThat(config.state().resolve("staging")).isEmptyDirectory();
  }

  @Test
  void anUploadAboveTheBoundIsRefusedWithAndWithoutALength() throws IOException {
    byte[] tooLarge = new byte[(int) RunnerProfile.MAX_UPLOAD_BYTES + 1];
    try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  owner.head(
                      "PUT",
                      "/api/files/big",
                      "If-None-Match",
                      "*",
                      "Content-Length",
                      String.valueOf(tooLarge.length))));
      assertThat(statusLine(socket)).contains(" 413 ");
    }
    try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          bytes(
              owner.head(
                  "PUT", "/api/files/big", "If-None-Match", "*", "Transfer-Encoding", "chunked")));
      out.write(bytes(Integer.toHexString(tooLarge.length) + "\r\n"));
      out.write(tooLarge);
      out.write(bytes("\r\n0\r\n\r\n"));
      out.flush();
      assertThat(statusLine(socket)).contains(" 413 ");
    }
    assertThat(owner.get("/api/files/big").status()).isEqualTo(404);
    assertThat(config.state().resolve("staging")).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 200_000})
  void anUploadThatBreaksOffChangesNothing(int sent) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", url.getPort())) {
      var out = socket.getOutputStream();
      out.write(
          bytes(
              owner.head(
                  "PUT", "/api/files/half", "If-None-Match", "*", "Content-Length", "300000")));
      out.write(new byte[sent]);
      out.flush();
    }
    Path staging = config.state().resolve("staging");
    await().untilAsserted(() -> assertThat(Files.notExists(staging) || isEmpty(staging)).isTrue());
    assertThat(owner.get("/api/files/half").status()).isEqualTo(404);
  }

  @Test
  void directoriesAreListed() throws IOException {
    put("b/x.txt", "1", NEW);
    put("a.txt", "12", NEW);
    put("node_modules/m.js", "1", NEW);
    Files.createSymbolicLink(config.root().resolve("link"), Path.of("a.txt"));

    Answer answer = owner.get("/api/files/");
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    DirectoryListing listing = answer.json(DirectoryListing.class);
    assertThat(listing.entries())
        .extracting(entry -> entry.name().toString())
        .containsExactly("b", "node_modules", "a.txt", "link");
    assertThat(listing.entries())
        .extracting(FileEntry::localOnly)
        .containsExactly(false, true, false, false);
    assertThat(listing.entries().get(3).kind()).isEqualTo(FileKind.LINK);
    assertThat(listing.entries().get(3).target()).isEqualTo("a.txt");
    assertThat(owner.get("/api/files/b").json(DirectoryListing.class).entries()).hasSize(1);
    assertThat(owner.get("/api/files").status()).isEqualTo(200);
  }

  @Test
  void everyFileNameHasAUri() throws IOException {
    ProjectPath raw = ProjectPath.ofBytes(new byte[] {'x', (byte) 0xFF, '%', ' ', '?'});
    tree.write(raw, bytes("raw"), Modes.KEEP);
    assertThat(owner.get("/api/files/x%FF%25%20%3F").text()).isEqualTo("raw");
    assertThat(owner.get("/api/files/x%FF%25%20%3F").header("Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''x%FF%25%20%3F");
    assertThat(put("%C3%BC%2520/%F0%9F%99%82", "smile", NEW).status()).isEqualTo(201);
    assertThat(tree.readAll(ProjectPath.of("ü%20/🙂"), 9)).isEqualTo(bytes("smile"));
    assertThat(owner.get("/api/files/").json(DirectoryListing.class).entries()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..%2f..%2fetc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "a/%2e%2e/%2e%2e/x",
        "%2Fetc%2Fpasswd",
        "a%00b",
        "a//b",
        "a/",
        "%zz",
        "%"
      })
  void targetsThatLeaveTheProjectAreRefused(String target) {
    // Dot segments may be resolved before routing, and then lead to no route at all.
    assertThat(owner.get("/api/files/" + target).status()).isIn(400, 404);
    assertThat(put(target, "x", NEW).status()).isIn(400, 404);
  }

  @Test
  void linksAndSpecialFilesAreNotOpened() throws Exception {
    Path secret = Files.writeString(config.state().resolve("secret"), "secret");
    Files.createSymbolicLink(config.root().resolve("out"), secret);
    Files.createSymbolicLink(config.root().resolve("dir"), secret.getParent());
    new ProcessBuilder("mkfifo", config.root().resolve("fifo").toString()).start().waitFor();

    for (String name : new String[] {"out", "dir/secret", "fifo"}) {
      Answer answer = owner.get("/api/files/" + name);
      assertThat(answer.status()).as(name).isEqualTo(409);
      assertThat(answer.problem().type()).endsWith("not-a-regular-file");
      assertThat(put(name, "x", NEW).status()).as(name).isGreaterThanOrEqualTo(400);
    }
    assertThat(secret).hasContent("secret");
  }

  @Test
  void operationsOnTrees() throws IOException {
    put("a/x.txt", "1", NEW);
    put("a/big.bin", "2".repeat(100_000), NEW);
    Files.createSymbolicLink(config.root().resolve("a/link"), Path.of("x.txt"));
    assertThat(operate(new FileOperation.CreateDirectory(path("d/e"))).status()).isEqualTo(204);
    assertThat(operate(new FileOperation.CreateDirectory(path("d/e"))).status()).isEqualTo(409);
    assertThat(operate(new FileOperation.Copy(path("a"), path("c"))).status()).isEqualTo(204);
    assertThat(operate(new FileOperation.Copy(path("a"), path("c"))).status()).isEqualTo(409);
    assertThat(operate(new FileOperation.Copy(path("a"), path("a/b"))).status()).isEqualTo(400);
    assertThat(operate(new FileOperation.Move(path("c/x.txt"), path("m/y.txt"))).status())
        .isEqualTo(204);
    assertThat(operate(new FileOperation.Move(path("none"), path("z"))).status()).isEqualTo(404);
    assertThat(config.root().resolve("m/y.txt")).hasContent("1");
    assertThat(config.root().resolve("c/big.bin")).hasSize(100_000);
    assertThat(Files.readSymbolicLink(config.root().resolve("c/link"))).hasToString("x.txt");
    assertThat(operate(new FileOperation.Delete(path("a"), null)).status()).isEqualTo(204);
    assertThat(config.root().resolve("a")).doesNotExist();
    assertThat(config.state().resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aBodyThatIsNoOperationSaysWhatIsWrong() {
    Answer unknown = post("{\"op\":\"explode\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.problem().type()).endsWith("malformed-request");
    assertThat(post("{\"op\":\"move\",\"from\":\"../x\",\"to\":\"y\"}").problem().field())
        .isEqualTo("from");
    assertThat(post("{\"op\":\"move\",\"from\":\"x\"}").problem().field()).isEqualTo("to");
    assertThat(post("not json").status()).isEqualTo(400);
    assertThat(post(" ".repeat(70_000)).status()).isEqualTo(413);
  }

  @Test
  void quickOpenNamesFilesButNotWhatToolsKeep() throws IOException {
    put("src/a.txt", "1", NEW);
    put("node_modules/m.js", "1", NEW);
    tree.write(path(".git/HEAD"), bytes("1"), Modes.KEEP);
    ProjectPaths paths = owner.get("/api/paths").json(ProjectPaths.class);
    assertThat(paths).isEqualTo(new ProjectPaths(java.util.List.of(path("src/a.txt")), false));
  }

  @Test
  void aDirectoryComesAsAZip() throws IOException {
    put("p/a.txt", "1", NEW);
    put("p/d/%C3%BC.txt", "2".repeat(100_000), NEW);
    put("p/node_modules/m.js", "1", NEW);
    Files.createSymbolicLink(config.root().resolve("p/out"), Path.of("/etc/passwd"));
    Answer answer = owner.get("/api/archive?path=p");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename*=UTF-8''p.zip");
    TreeMap<String, Integer> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        entries.put(entry.getName(), zip.readAllBytes().length);
      }
    }
    assertThat(entries)
        .containsOnly(
            java.util.Map.entry("a.txt", 1),
            java.util.Map.entry("d/", 0),
            java.util.Map.entry("d/ü.txt", 100_000));
    assertThat(owner.get("/api/archive?path=..%2f..").status()).isEqualTo(400);
    assertThat(owner.get("/api/archive?path=none").status()).isEqualTo(404);
  }

  @Test
  void aViewerReadsAndChangesNothing() {
    put("a.txt", "1", NEW);
    try (RunnerClient viewer = new RunnerClient(url.getPort(), Role.VIEWER)) {
      assertThat(viewer.get("/api/files/a.txt").status()).isEqualTo(200);
      assertThat(viewer.send("PUT", "/api/files/b.txt", bytes("1"), NEW).status()).isEqualTo(403);
      assertThat(viewer.send("DELETE", "/api/files/a.txt", null, "If-Match", "*").status())
          .isEqualTo(403);
      assertThat(
              viewer
                  .postJson("/api/file-operations", new FileOperation.CreateDirectory(path("d")))
                  .status())
          .isEqualTo(403);
    }
    try (RunnerClient engine = RunnerClient.engine(url.getPort())) {
      assertThat(engine.get("/api/files/a.txt").status()).isEqualTo(403);
    }
  }

  private Answer put(String target, String content, String... headers) {
    return owner.send("PUT", "/api/files/" + target, bytes(content), headers);
  }

  private Answer operate(FileOperation operation) throws IOException {
    return post(
        dev.atrium.api.json.Codec.JSON
            .writerFor(FileOperation.class)
            .writeValueAsString(operation));
  }

  private Answer post(String json) {
    return owner.send("POST", "/api/file-operations", bytes(json));
  }

  private static String statusLine(Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    int c;
    while ((c = socket.getInputStream().read()) >= 0 && c != '\n') {
      line.append((char) c);
    }
    return line.toString();
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (var entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    }
  }
}
