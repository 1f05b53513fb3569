package dev.atrium.ydoc;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Cuts strings, one after the other, into lines that end behind each LF. */
final class LineIterator implements Iterator<String> {

  private final Iterator<String> pieces;
  private String piece = "";
  private int position;

  LineIterator(Iterator<String> pieces) {
    this.pieces = pieces;
  }

  @Override
  public boolean hasNext() {
    return position < piece.length() || pieces.hasNext();
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    StringBuilder before = null;
    while (hasNext()) {
      if (position == piece.length()) {
        piece = pieces.next();
        position = 0;
      }
      int end = piece.indexOf('\n', position) + 1;
      String part = piece.substring(position, end == 0 ? piece.length() : end);
      position += part.length();
      if (end > 0) {
        return before == null ? part : before.append(part).toString();
      }
      before = (before == null ? new StringBuilder() : before).append(part);
    }
    return before.toString();
  }
}
