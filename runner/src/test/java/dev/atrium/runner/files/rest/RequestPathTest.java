package dev.atrium.runner.files.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @Test
  void decodesOnceAndToBytes() {
    assertThat(below("/f/a%20b/%252e?x=/..")).isEqualTo(ProjectPath.of("a b/%2e"));
    assertThat(below("/f/%ff+%C3%BC")).isEqualTo(ProjectPath.of("\uDCFF+ü"));
    assertThat(below("/f/")).isEqualTo(ProjectPath.ROOT);
    assertThat(below("/f")).isEqualTo(ProjectPath.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/f/..",
        "/f/%2E%2e",
        "/f/a%2Fb",
        "/f/a%2fb",
        "/f//a",
        "/f/a/",
        "/f/%00",
        "/f/%",
        "/f/%g0",
        "/f/%+1",
        "/g/../f/a",
        "/fa"
      })
  void refuses(String target) {
    assertThatThrownBy(() -> below(target)).isInstanceOf(InvalidPathException.class);
  }

  @Test
  void readsQueryParameters() {
    assertThat(RequestPath.parameter("x=1&path=a%2Fb%FF", "path"))
        .contains(ProjectPath.of("a/b\uDCFF"));
    assertThat(RequestPath.parameter("x=1", "path")).isEmpty();
    assertThat(RequestPath.parameter(null, "path")).isEmpty();
    assertThatThrownBy(() -> RequestPath.parameter("path=../x", "path"))
        .isInstanceOf(InvalidPathException.class);
  }

  private static ProjectPath below(String target) {
    return RequestPath.below("/f/", target);
  }
}
