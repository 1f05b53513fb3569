package dev.atrium.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import org.junit.jupiter.api.Test;

class PlainPageTest {

  @Test
  void whatItTellsIsTextNotMarkup() {
    assertThat(PlainPage.html(ProblemType.NOT_FOUND.with("<script>&"), null))
        .contains("&lt;script&gt;&amp;")
        .doesNotContain("<script>")
        .doesNotContain("href");
  }
}
