package dev.atrium.web;

/**
 * A small page in Atrium's own look that says one thing to a person. It needs no file and no
 * script, so that it can be shown when nothing else works; its content security policy has to allow
 * inline styles.
 *
 * @param title also its heading
 * @param text one paragraph
 * @param link where a way out leads, or null for none
 * @param linkText what the link says
 */
public record NoticePage(String title, String text, String link, String linkText) {

  /**
   * The response header that has a browser load the page again, after seconds (HTML, 7.5.1). It is
   * for pages that only wait; they hold nothing that a reader could lose.
   */
  public static final String REFRESH = "Refresh";

  /** The colours are those of {@code frontend/shared/design/tokens.css}. */
  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{display:grid;place-content:center;justify-items:center;box-sizing:border-box;
        min-height:100vh;margin:0;padding:24px;text-align:center;
        font:14px/1.5 'Inter Variable',Inter,system-ui,sans-serif;
        background:light-dark(#fff,#15171c);color:light-dark(#1d222c,#dbdfe7)}
      main{display:grid;justify-items:center;gap:12px;max-width:34rem}
      h1{margin:4px 0 0;font-size:20px;font-weight:600;text-wrap:balance}
      p{margin:0;color:light-dark(#545c6b,#a0a8b6);overflow-wrap:anywhere;text-wrap:pretty}
      a{margin-top:8px;padding:6px 14px;border-radius:6px;
        background:light-dark(#2f55d4,#3d62d9);color:#fff;font-weight:500;text-decoration:none}
      a:hover{background:light-dark(#2547b8,#466adf)}
      a:focus-visible{outline:2px solid light-dark(#2f55d4,#86a3ff);outline-offset:2px}
      path{fill:light-dark(#2f55d4,#3d62d9)}.court{fill:#fff;fill-opacity:.92}
      """;

  private static final String MARK =
      """
      <svg width="36" height="36" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2.5 21.5 8v13.5h-19V8L12 2.5Z"/>
      <path class="court" d="M7.5 21.5V12a4.5 4.5 0 0 1 9 0v9.5"/>
      <path d="M10.25 21.5V12.6a1.75 1.75 0 0 1 3.5 0v8.9"/></svg>
      """;

  /** The page; title, text and link are escaped. */
  public String html() {
    return html("");
  }

  /**
   * The page.
   *
   * @param trusted markup at its end, such as a script, that is not escaped
   */
  public String html(String trusted) {
    String wayOut =
        link == null ? "" : "<a href=\"" + escape(link) + "\">" + escape(linkText) + "</a>\n";
    return """
    <!doctype html><html lang="en"><meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>%s</title><style>%s</style>
    <main>%s<h1>%s</h1><p>%s</p>
    %s</main>%s</html>
    """
        .formatted(escape(title), STYLE, MARK, escape(title), escape(text), wayOut, trusted);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
