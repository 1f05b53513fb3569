package dev.atrium.runner.access;

import java.util.ArrayList;
import java.util.List;

/**
 * A small page in Atrium's own words. Texts are escaped; it loads nothing and runs nothing but, if
 * it has one, its own script.
 *
 * @param title also its heading
 * @param text one paragraph
 * @param linkText what the link says, or null for no link
 * @param link a path on the same host, or null
 * @param refreshSeconds after how long it loads itself again, or 0 for never
 * @param script trusted code, or null
 * @param frameAncestors who may show it in a frame, as in a content security policy
 */
public record Page(
    String title,
    String text,
    String linkText,
    String link,
    int refreshSeconds,
    String script,
    String frameAncestors) {

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto 0;max-width:32rem;padding:0 1.5rem;"
          + "color-scheme:light dark}h1{font-size:1.25rem;font-weight:600}"
          + "a{color:inherit}code{font-size:.95em}";

  /** A page that says something and leads on. */
  static Page message(String title, String text, String linkText, String link) {
    return new Page(title, text, linkText, link, 0, null, "'none'");
  }

  String policy() {
    return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        + (script == null ? "" : "script-src 'nonce-" + nonce() + "'; ")
        + "frame-ancestors "
        + frameAncestors;
  }

  String html() {
    List<String> parts = new ArrayList<>();
    parts.add("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">");
    parts.add("<meta name=\"viewport\" content=\"width=device-width\">");
    if (refreshSeconds > 0) {
      parts.add("<meta http-equiv=\"refresh\" content=\"" + refreshSeconds + "\">");
    }
    parts.add("<title>" + escape(title) + "</title><style>" + STYLE + "</style>");
    parts.add("<h1>" + escape(title) + "</h1><p>" + escape(text) + "</p>");
    if (link != null) {
      parts.add("<p><a href=\"" + escape(link) + "\">" + escape(linkText) + "</a></p>");
    }
    if (script != null) {
      parts.add("<script nonce=\"" + nonce() + "\">" + script + "</script>");
    }
    return String.join("\n", parts) + "\n</html>\n";
  }

  /** The script is fixed and nobody's input is on the page unescaped, so its hash will do. */
  private String nonce() {
    return Nonce.hash(script).substring(0, 32);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
