package dev.atrium.runner.access;

import dev.atrium.web.NoticePage;

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
    String own = script == null ? "" : "<script nonce=\"" + nonce() + "\">" + script + "</script>";
    return new NoticePage(title, text, link, linkText).html(own);
  }

  /** The script is fixed and nobody's input is on the page unescaped, so its hash will do. */
  private String nonce() {
    return Nonce.hash(script).substring(0, 32);
  }
}
