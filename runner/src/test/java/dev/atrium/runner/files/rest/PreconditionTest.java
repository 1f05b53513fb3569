package dev.atrium.runner.files.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

  private static final ContentHash A = ContentHash.of(new byte[] {1});
  private static final ContentHash B = ContentHash.of(new byte[] {2});

  @Test
  void listsStarsAndStrangeTags() {
    assertThat(Precondition.parse("If-Match", null)).isEmpty();
    Precondition list = parse(A.etag() + " , \"strange, tag\",W/" + B.etag());
    assertThat(list.matches(Optional.of(A))).isTrue();
    assertThat(list.matches(Optional.of(B))).as("weak").isFalse();
    assertThat(list.matches(Optional.empty())).isFalse();
    assertThat(parse(" * ").matches(Optional.of(B))).isTrue();
    assertThat(parse("*").matches(Optional.empty())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\"abc", "\"a\" \"b\"", "*, \"a\""})
  void whatIsNoListIsRefused(String header) {
    assertThatThrownBy(() -> parse(header)).isInstanceOf(ProblemException.class);
  }

  private static Precondition parse(String header) {
    return Precondition.parse("If-Match", header).orElseThrow();
  }
}
