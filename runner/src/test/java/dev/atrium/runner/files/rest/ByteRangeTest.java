package dev.atrium.runner.files.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 10, 0, 0",
    "bytes=0-, 10, 0, 9",
    "bytes=3-5, 10, 3, 5",
    "bytes=3-999, 10, 3, 9",
    "bytes=-4, 10, 6, 9",
    "bytes=-40, 10, 0, 9",
    "bytes=10-, 10, -1, -1",
    "bytes=-0, 10, -1, -1",
    "bytes=0-, 0, -1, -1"
  })
  void satisfiableOrNot(String header, long size, long first, long last) {
    assertThat(ByteRange.parse(header, size)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=5-3",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes=a-b",
        "bytes=99999999999999999999-"
      })
  void whatMayBeIgnoredIs(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
  }

  @Test
  void noHeaderIsTheWhole() {
    assertThat(ByteRange.parse(null, 10)).isEmpty();
  }
}
