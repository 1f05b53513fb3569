package dev.atrium.initservice.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportPlanTest {

  private static final int UNIX = 3;
  private static final int FAT = 0;

  @Test
  void takesOneFolderAroundEverythingAway() {
    assertThat(paths("repo-main/", "repo-main/a", "repo-main/src/b")).containsExactly("a", "src/b");
    assertThat(paths("repo-main/a", "repo-main/src/b")).containsExactly("a", "src/b");
    assertThat(paths("a", "src/b")).containsExactly("a", "src/b");
    assertThat(paths("src/a", "src2/b")).containsExactly("src/a", "src2/b");
    assertThat(paths("only")).containsExactly("only");
    assertThat(paths("folder/")).isEmpty();
  }

  @Test
  void leavesOutWhatMacsAddAndWhatIsExcluded() {
    assertThat(
            paths(
                "app/index.js",
                "app/.DS_Store",
                "__MACOSX/app/._index.js",
                "app/node_modules/x/index.js",
                "app/lib/node_modules/",
                "app/.gitignore"))
        .containsExactly(".gitignore", "index.js");
  }

  @Test
  void readsNamesOfDosPrograms() {
    assertThat(plan(named("src\\main.c".getBytes(StandardCharsets.UTF_8), FAT), file("x")))
        .containsExactly("src/main.c", "x");
    assertThat(plan(named(new byte[] {(byte) 0x81, '.', 't'}, FAT), file("x")))
        .containsExactly("x", "ü.t");
  }

  @Test
  void keepsNamesOfUnixThatAreNotUtf8() {
    assertThat(plan(named(new byte[] {'a', (byte) 0xFF}, UNIX), file("x")))
        .containsExactly("a\uDCFF", "x");
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("absolute", List.of(file("/etc/passwd"))),
        Arguments.of("up", List.of(file("../x"))),
        Arguments.of("up inside", List.of(file("a/../../x"))),
        Arguments.of("up, DOS", List.of(named("..\\..\\x".getBytes(), FAT))),
        Arguments.of("drive root, DOS", List.of(named("\\x".getBytes(), FAT))),
        Arguments.of("dot", List.of(file("a/./b"))),
        Arguments.of("empty segment", List.of(file("a//b"))),
        Arguments.of("NUL", List.of(file("a\u0000.txt"))),
        Arguments.of("long name", List.of(file("n".repeat(256)))),
        Arguments.of("long path", List.of(file("d/".repeat(1600) + "x"))),
        Arguments.of("twice", List.of(file("a"), file("b"), file("a"))),
        Arguments.of("twice after tidying", List.of(file("a"), file("./a"))),
        Arguments.of("file and directory", List.of(file("a"), file("a/"))),
        Arguments.of("below a file", List.of(file("a"), file("a/b"))),
        Arguments.of("link", List.of(member("l".getBytes(), UNIX, 0, 8, 0120777))),
        Arguments.of("device", List.of(member("d".getBytes(), UNIX, 0, 8, 020666))),
        Arguments.of("pipe", List.of(member("p".getBytes(), UNIX, 0, 8, 010644))),
        Arguments.of("encrypted", List.of(member("e".getBytes(), UNIX, 1, 8, 0100644))),
        Arguments.of("rare method", List.of(member("m".getBytes(), UNIX, 0, 14, 0100644))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refuses(String what, List<ZipMember> members) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ImportPlan.of(members, Set.of()))
        .withMessageContaining("The entry “")
        .satisfies(refused -> assertThat(refused.type()).isEqualTo(ProblemType.HOSTILE_ARCHIVE));
  }

  @Test
  void namesOfRefusedEntriesAreBoundedAndClean() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ImportPlan.of(List.of(file("\u001b[31m" + "x".repeat(5000))), Set.of()))
        .satisfies(
            refused ->
                assertThat(refused.getMessage()).hasSizeLessThan(400).doesNotContain("\u001b"));
  }

  private static List<String> paths(String... names) {
    return plan(Arrays.stream(names).map(ImportPlanTest::file).toArray(ZipMember[]::new));
  }

  private static List<String> plan(ZipMember... members) {
    return ImportPlan.of(List.of(members), Set.of("node_modules")).stream()
        .map(item -> item.path().toString())
        .toList();
  }

  private static ZipMember file(String name) {
    return named(name.getBytes(StandardCharsets.UTF_8), UNIX);
  }

  private static ZipMember named(byte[] name, int system) {
    return member(name, system, 0, ZipMember.DEFLATED, 0);
  }

  private static ZipMember member(byte[] name, int system, int flags, int method, int mode) {
    return new ZipMember(name, system, flags, method, 0, 0, 0, mode << 16, 0);
  }
}
