package dev.atrium.runner.files;

import static dev.atrium.runner.files.ProjectTreeIT.assertProblem;
import static dev.atrium.runner.files.ProjectTreeIT.bytes;
import static dev.atrium.runner.files.ProjectTreeIT.path;
import static dev.atrium.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile shell or client puts in the file layer's way, on the real file system. */
class HostileTreeIT {

  @TempDir Path temp;
  private Path root;
  private Path outside;
  private ProjectTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectory(temp.resolve("project"));
    outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    tree = new ProjectTree(root, temp.resolve("staging"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..", "../outside/secret", "a/../../x", "/etc/passwd", "a\0b", "a//b", "."})
  void namesThatLeaveTheProjectAreNoPaths(String text) {
    assertThatThrownBy(() -> path(text)).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void aLinkToAFileIsNeverOpened() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), outside.resolve("secret"));

    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.openRead(path("out")));
    tree.write(path("out"), bytes("mine"), Modes.KEEP);
    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(root.resolve("out")).isRegularFile().hasContent("mine");
  }

  @Test
  void aLinkToADirectoryIsNeverPassed() throws IOException {
    Files.createSymbolicLink(root.resolve("out"), outside);
    ProjectPath below = path("out/secret");
    tree.write(path("f"), bytes("1"), Modes.KEEP);

    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.stat(below));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.list(path("out")));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.openRead(below));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.write(below, bytes("x"), 0644));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.deleteRecursively(below));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.setMode(below, 0777));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.setMode(path("out"), 0777));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.move(below, path("stolen")));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.move(path("f"), path("out/f")));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.createDirectory(path("out/d"), 0755));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.createLink(path("out/l"), bytes("x")));
    assertThat(outside).isDirectoryContaining("glob:**secret");
    assertThat(outside.resolve("secret")).hasContent("secret");

    tree.deleteRecursively(path("out"));
    assertThat(outside.resolve("secret")).exists();
  }

  @Test
  void aLinkThatCameAfterTheLookIsNotFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("d"), outside);
    Files.createSymbolicLink(root.resolve("f"), outside.resolve("secret"));

    try (SecureDirectory directory = SecureDirectory.openTrusted(root)) {
      assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> directory.enter(path("d")));
      assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> directory.read(path("f")));
    }
  }

  @Test
  void aDirectorySwappedForALinkNeverLeadsOut() throws Exception {
    Path swapped = Files.createDirectory(root.resolve("d"));
    Files.writeString(swapped.resolve("secret"), "mine");
    Path link = Files.createSymbolicLink(temp.resolve("link"), outside);
    Path parked = temp.resolve("parked");
    AtomicBoolean stop = new AtomicBoolean();
    Thread attacker = Thread.ofPlatform().start(() -> swapUntil(stop, swapped, link, parked));
    int opened = 0;
    int refused = 0;
    // On one processor thousands of tries may pass before the attacker has its first turn.
    for (int i = 0; i < 3_000 || opened == 0 || refused == 0; i++) {
      try {
        assertThat(tree.readAll(path("d/secret"), 100)).isEqualTo(bytes("mine"));
        opened++;
        tree.write(path("d/secret"), bytes("mine"), Modes.KEEP);
      } catch (ProblemException | IOException expected) {
        refused++;
      }
    }
    stop.set(true);
    attacker.join();
    assertThat(outside.resolve("secret")).hasContent("secret");
  }

  @Test
  void fifosSocketsAndDevicesAreListedAndNeverOpened() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start().waitFor())
        .isZero();
    try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("sock")));
      assertTimeoutPreemptively(
          PATIENCE,
          () -> {
            for (String name : new String[] {"fifo", "sock"}) {
              assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.openRead(path(name)));
              assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.list(path(name)));
              assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> tree.setMode(path(name), 0600));
              assertProblem(
                  ProblemType.NOT_A_REGULAR_FILE, () -> tree.openRead(path(name + "/below")));
            }
          });
    }
    assertThat(tree.list(ProjectPath.ROOT)).extracting(FileStat::kind).containsOnly(FileKind.OTHER);
    tree.deleteRecursively(path("fifo"));
    assertThat(tree.stat(path("fifo"))).isEmpty();
  }

  @Test
  void aDeviceIsNeverOpened() {
    ProjectTree dev = new ProjectTree(Path.of("/dev"), temp.resolve("staging"));
    assertProblem(ProblemType.NOT_A_REGULAR_FILE, () -> dev.openRead(path("zero")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"naïve 文件 🙂.txt", "\uDCFF\uDC80raw", "new\nline", "-rf *", "%2e%2e", "a\\b"})
  void everyNameThatTheFileSystemTakesWorks(String name) throws IOException {
    ProjectPath path = path("dir " + name).resolve(path(name));
    tree.write(path, bytes(name.replaceAll("[\uD800-\uDFFF]", "?")), Modes.KEEP);
    assertThat(tree.list(path.parent())).extracting(FileStat::path).containsExactly(path);
    assertThat(tree.stat(path)).isPresent();
    tree.createLink(path("link"), path.bytes());
    assertThat(tree.stat(path("link")).orElseThrow().target()).isEqualTo(path.bytes());
    tree.move(path, path(name));
    tree.deleteRecursively(path(name));
    assertThat(tree.list(path.parent())).isEmpty();
  }

  @Test
  void namesOf255BytesWorkAndLongerOnesAreRefused() throws IOException {
    tree.write(path("é".repeat(127) + "x"), bytes("1"), Modes.KEEP);
    assertThat(tree.list(ProjectPath.ROOT)).hasSize(1);
    assertThatThrownBy(() -> path("é".repeat(128))).isInstanceOf(InvalidPathException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b/", "/abs/ü/", "ü/", "..", "../\uDCFE/x", "/"})
  void linkTargetsKeepTheirBytes(String target) throws IOException {
    byte[] raw = targetBytes(target);
    tree.createLink(path("l"), raw);
    assertThat(tree.stat(path("l")).orElseThrow().target()).isEqualTo(raw);
  }

  @Test
  void namesSurviveALocaleWithoutUnicode() throws Exception {
    Process child = LocaleProbe.start(root, temp.resolve("staging"));
    String output = new String(child.getInputStream().readAllBytes());
    assertThat(child.waitFor()).as(output).isZero();
    assertThat(output).contains("encoding=ANSI_X3.4-1968");
    assertThat(tree.readAll(path("ü/\uDCFF.txt"), 10)).isEqualTo(bytes("ok"));
  }

  private static byte[] targetBytes(String target) {
    byte[] raw = new byte[target.length() * 2];
    int length = 0;
    for (char c : target.toCharArray()) {
      for (byte b : c >= 0xDC80 ? new byte[] {(byte) c} : bytes(String.valueOf(c))) {
        raw[length++] = b;
      }
    }
    return java.util.Arrays.copyOf(raw, length);
  }

  private static void swapUntil(AtomicBoolean stop, Path place, Path link, Path parked) {
    while (!stop.get()) {
      attempt(() -> Files.move(place, parked, StandardCopyOption.ATOMIC_MOVE));
      attempt(() -> Files.move(link, place, StandardCopyOption.ATOMIC_MOVE));
      attempt(() -> Files.move(place, link, StandardCopyOption.ATOMIC_MOVE));
      attempt(() -> Files.move(parked, place, StandardCopyOption.ATOMIC_MOVE));
      if (Files.exists(parked) && !Files.isSymbolicLink(place)) {
        // A write came in between and made the directory anew.
        attempt(() -> Files.delete(place.resolve("secret")));
        attempt(() -> Files.delete(place));
        attempt(() -> Files.move(parked, place, StandardCopyOption.ATOMIC_MOVE));
      }
    }
  }

  private static void attempt(Step step) {
    try {
      step.run();
    } catch (IOException lostTheRace) {
      // The next round tries again.
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
