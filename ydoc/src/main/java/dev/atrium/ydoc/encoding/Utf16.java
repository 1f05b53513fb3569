package dev.atrium.ydoc.encoding;

/** Strings as JavaScript and Java hold them: UTF-16 code units, where pairs can be torn apart. */
public final class Utf16 {

  /** What stands for half a surrogate pair. */
  public static final char REPLACEMENT = '\uFFFD';

  private Utf16() {}

  /**
   * {@code text} with U+FFFD for every surrogate that has lost its other half; of the same length.
   */
  public static String wellFormed(String text) {
    int at = firstUnpaired(text, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    for (; at >= 0; at = firstUnpaired(text, at + 1)) {
      mended.setCharAt(at, REPLACEMENT);
    }
    return mended.toString();
  }

  private static int firstUnpaired(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!paired) {
        return i;
      }
      i++;
    }
    return -1;
  }
}
