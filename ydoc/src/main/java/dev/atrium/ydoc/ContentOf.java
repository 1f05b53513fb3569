package dev.atrium.ydoc;

import dev.atrium.ydoc.encoding.Any;
import dev.atrium.ydoc.update.Content;
import dev.atrium.ydoc.update.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Turns values into contents. */
final class ContentOf {

  static final Content.Type TEXT = new Content.Type(TypeKind.TEXT, null);
  static final Content.Type MAP = new Content.Type(TypeKind.MAP, null);
  static final Content.Type ARRAY = new Content.Type(TypeKind.ARRAY, null);

  private ContentOf() {}

  static Content value(Object value) {
    return value instanceof byte[] bytes
        ? new Content.Binary(bytes.clone())
        : new Content.Values(new byte[][] {Any.encode(value)});
  }

  /** Values in a row become one content; bytes stand alone. */
  static List<Content> values(List<?> values) {
    List<Content> contents = new ArrayList<>();
    List<byte[]> row = new ArrayList<>();
    for (Object value : values) {
      if (value instanceof byte[]) {
        flush(row, contents);
        contents.add(value(value));
      } else {
        row.add(Any.encode(value));
      }
    }
    flush(row, contents);
    return contents;
  }

  private static void flush(List<byte[]> row, List<Content> contents) {
    if (!row.isEmpty()) {
      contents.add(new Content.Values(row.toArray(byte[][]::new)));
      row.clear();
    }
  }
}
