package dev.atrium.runner.document.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a text is written in a file, so that it is written back the same way.
 *
 * @param bom whether a byte order mark goes before it
 * @param crlf whether every line of it ends with CR LF: the text itself has LF then
 */
public record TextForm(boolean bom, boolean crlf) {

  private static final String BOM = "\uFEFF";

  /** Every way there is. */
  public static final List<TextForm> ALL =
      List.of(
          new TextForm(false, false),
          new TextForm(false, true),
          new TextForm(true, false),
          new TextForm(true, true));

  /** A file's bytes as text, and how it was written there. */
  public record Decoded(TextForm form, String text) {}

  /** Reads a file; empty if it is not UTF-8 text. */
  public static Optional<Decoded> decode(byte[] bytes) {
    return Utf8.decode(bytes).map(TextForm::decode);
  }

  private static Decoded decode(String raw) {
    boolean bom = raw.startsWith(BOM);
    String text = bom ? raw.substring(1) : raw;
    boolean crlf = hasOnlyCrLf(text);
    return new Decoded(new TextForm(bom, crlf), crlf ? text.replace("\r\n", "\n") : text);
  }

  /** Writes a text, in which half a surrogate pair becomes U+FFFD. */
  public byte[] encode(String text) {
    String lines = crlf ? text.replace("\r\n", "\n").replace("\n", "\r\n") : text;
    String whole = (bom ? BOM + lines : lines);
    return Utf8.encode(whole).orElseGet(() -> wellFormed(whole).getBytes(StandardCharsets.UTF_8));
  }

  /** Mixed line ends are kept as they are. */
  private static boolean hasOnlyCrLf(String text) {
    int lines = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (i == 0 || text.charAt(i - 1) != '\r') {
        return false;
      }
      lines++;
    }
    return lines > 0 && text.chars().filter(c -> c == '\r').count() == lines;
  }

  private static String wellFormed(String text) {
    StringBuilder all = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(all::appendCodePoint);
    return all.toString();
  }
}
