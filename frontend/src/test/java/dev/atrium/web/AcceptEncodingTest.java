package dev.atrium.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.web.AcceptEncoding.Coding;
import org.junit.jupiter.api.Test;

class AcceptEncodingTest {

  @Test
  void prefersBrotliInWhateverOrderItIsNamed() {
    assertThat(AcceptEncoding.of("gzip, deflate, br")).containsExactly(Coding.BROTLI, Coding.GZIP);
    assertThat(AcceptEncoding.of("GZIP")).containsExactly(Coding.GZIP);
  }

  @Test
  void leavesOutWhatIsRefused() {
    assertThat(AcceptEncoding.of("br;q=0, gzip;q=0.5")).containsExactly(Coding.GZIP);
    assertThat(AcceptEncoding.of("br;q=0.0, *")).containsExactly(Coding.GZIP);
    assertThat(AcceptEncoding.of("identity")).isEmpty();
    assertThat(AcceptEncoding.of("")).isEmpty();
    assertThat(AcceptEncoding.of(null)).isEmpty();
  }
}
