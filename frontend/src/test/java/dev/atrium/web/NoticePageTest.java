package dev.atrium.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticePageTest {

  @Test
  void whatItTellsIsTextNotMarkup() {
    String html = new NoticePage("<b>&", "\"'", "/a?b=1&c=\"", "<i>", 0).html();

    assertThat(html)
        .contains("<h1>&lt;b&gt;&amp;</h1><p>&quot;&#39;</p>")
        .contains("<a href=\"/a?b=1&amp;c=&quot;\">&lt;i&gt;</a>")
        .doesNotContain("refresh");
  }

  @Test
  void itLeadsOnAndLoadsAgainOnlyWhenAsked() {
    assertThat(new NoticePage("Title", "Text", null, null, 2).html("<script>1</script>"))
        .contains("<meta http-equiv=\"refresh\" content=\"2\">", "<script>1</script>")
        .doesNotContain("<a ");
  }
}
