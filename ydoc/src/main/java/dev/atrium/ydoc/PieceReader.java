package dev.atrium.ydoc;

import java.io.Reader;
import java.util.Iterator;

/** Reads strings one after the other. */
final class PieceReader extends Reader {

  private final Iterator<String> pieces;
  private String piece = "";
  private int position;

  PieceReader(Iterator<String> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    while (position == piece.length()) {
      if (!pieces.hasNext()) {
        return -1;
      }
      piece = pieces.next();
      position = 0;
    }
    int count = Math.min(length, piece.length() - position);
    piece.getChars(position, position + count, buffer, offset);
    position += count;
    return count;
  }

  @Override
  public void close() {}
}
