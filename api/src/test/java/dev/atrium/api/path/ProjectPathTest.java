package dev.atrium.api.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.json.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "src/main.c",
        "with space/ünï/日本/🎈",
        ".hidden",
        "...",
        "a..b/..c/d..",
        "back\\slash",
        "line\nbreak",
        "\uFFFD",
        "e\u0301"
      })
  void survivesText(String text) {
    assertThat(ProjectPath.of(text)).hasToString(text);
    assertThat(ProjectPath.of(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bytesThatAreNotUtf8SurviveTextJsonAndCbor() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[1 + random.nextInt(12)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == 0 || bytes[i] == '/' || bytes[i] == '.') {
          bytes[i] = (byte) 0xC3;
        }
      }
      ProjectPath path = ProjectPath.ofBytes(bytes);
      assertThat(ProjectPath.of(path.toString())).isEqualTo(path);
      assertThat(readJson(Codec.JSON.writeValueAsBytes(path))).isEqualTo(path);
      assertThat(Codec.CBOR.readValue(Codec.CBOR.writeValueAsBytes(path), ProjectPath.class))
          .isEqualTo(path);
    }
  }

  private static ProjectPath readJson(byte[] json) throws IOException {
    return Codec.JSON.readValue(json, ProjectPath.class);
  }

  @ParameterizedTest
  @MethodSource("malformedUtf8")
  void malformedUtf8StandsAsLoneSurrogates(byte[] bytes, String text) {
    assertThat(ProjectPath.ofBytes(bytes)).hasToString(text);
    assertThat(ProjectPath.of(text).bytes()).isEqualTo(bytes);
  }

  static Stream<Arguments> malformedUtf8() {
    return Stream.of(
        Arguments.of(new byte[] {'a', (byte) 0xFF, 'b'}, "a\uDCFFb"),
        Arguments.of(new byte[] {(byte) 0xC0, (byte) 0xAF}, "\uDCC0\uDCAF"),
        Arguments.of(new byte[] {(byte) 0xE2, (byte) 0x82}, "\uDCE2\uDC82"),
        Arguments.of(new byte[] {(byte) 0xED, (byte) 0xB2, (byte) 0x80}, "\uDCED\uDCB2\uDC80"),
        Arguments.of(
            new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            "\uDCF4\uDC90\uDC80\uDC80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/etc/passwd",
        "..",
        "../up",
        "a/../b",
        "a/..",
        ".",
        "./a",
        "a/.",
        "a//b",
        "a/",
        "nul\u0000",
        "\uD800",
        "\uDC7F"
      })
  void refusesWhatIsNotInsideAProject(String text) {
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.of(text))
        .withMessageStartingWith("The path ");
  }

  @Test
  void refusesAnEscapedSeparatorOrNulHiddenAsBytes() {
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.ofBytes(new byte[] {'.', '.', '/', 'x'}));
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.ofBytes(new byte[] {'x', 0}));
  }

  @Test
  void boundsNamesAndPathsInBytes() {
    assertThat(ProjectPath.of("ü".repeat(127)).bytes()).hasSize(254);
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.of("ü".repeat(128)));
    String longest = "d/".repeat(1535) + "ee";
    assertThat(ProjectPath.of(longest).bytes()).hasSize(ProjectPath.MAX_PATH_BYTES);
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.of(longest + "e"));
    assertThatExceptionOfType(InvalidPathException.class)
        .isThrownBy(() -> ProjectPath.of(longest).resolve("x"));
  }

  @Test
  void aBadPathInJsonIsAReadingErrorThatNamesTheReason() {
    assertThatExceptionOfType(com.fasterxml.jackson.databind.exc.InvalidFormatException.class)
        .isThrownBy(() -> Codec.JSON.readValue("\"../x\"", ProjectPath.class))
        .withMessageContaining("'.' or '..'");
  }

  @Test
  void walksUpAndDown() {
    ProjectPath path = ProjectPath.of("a/b/c");

    assertThat(path.parent()).isEqualTo(ProjectPath.of("a/b"));
    assertThat(path.name()).isEqualTo(ProjectPath.of("c"));
    assertThat(path.segments()).extracting(ProjectPath::toString).containsExactly("a", "b", "c");
    assertThat(ProjectPath.of("a").parent()).isEqualTo(ProjectPath.ROOT);
    assertThat(ProjectPath.ROOT.parent()).isEqualTo(ProjectPath.ROOT);
    assertThat(ProjectPath.ROOT.segments()).isEmpty();
    assertThat(ProjectPath.of("a").resolve("b/c")).isEqualTo(path);
    assertThat(ProjectPath.ROOT.resolve(path)).isEqualTo(path);
    assertThat(path.resolve(ProjectPath.ROOT)).isEqualTo(path);
  }

  @Test
  void containmentIsBySegment() {
    assertThat(ProjectPath.of("src/a").startsWith(ProjectPath.of("src"))).isTrue();
    assertThat(ProjectPath.of("src").startsWith(ProjectPath.of("src"))).isTrue();
    assertThat(ProjectPath.of("src2").startsWith(ProjectPath.of("src"))).isFalse();
    assertThat(ProjectPath.of("sr").startsWith(ProjectPath.of("src"))).isFalse();
    assertThat(ProjectPath.of("any").startsWith(ProjectPath.ROOT)).isTrue();
  }

  @Test
  void ordersByUnsignedBytes() {
    assertThat(ProjectPath.of("z")).isLessThan(ProjectPath.of("é"));
    assertThat(ProjectPath.of("a")).isLessThan(ProjectPath.of("a/b"));
  }
}
