package dev.atrium.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoticePageTest {

  @Test
  void whatItTellsIsTextNotMarkup() {
    String html = new NoticePage("<b>&", "\"'", "/a?b=1&c=\"", "<i>").html();

    assertThat(html)
        .contains("<h1>&lt;b&gt;&amp;</h1><p>&quot;&#39;</p>")
        .contains("<a href=\"/a?b=1&amp;c=&quot;\">&lt;i&gt;</a>");
  }

  @Test
  void itLeadsOnAndRunsSomethingOnlyWhenAsked() {
    assertThat(new NoticePage("Title", "Text", null, null).html("<script>1</script>"))
        .contains("<script>1</script>")
        .doesNotContain("<a ");
  }
}
