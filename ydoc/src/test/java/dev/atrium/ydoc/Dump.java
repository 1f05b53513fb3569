package dev.atrium.ydoc;

import dev.atrium.ydoc.delta.DeltaOp;
import dev.atrium.ydoc.encoding.Undefined;
import dev.atrium.ydoc.encoding.Utf16;
import dev.atrium.ydoc.update.Content;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a document shows, in the form of {@code dump.mjs}; comparable by equals. */
final class Dump {

  private Dump() {}

  static Map<String, Object> of(Doc doc) {
    return Map.of(
        "text", of(doc.text("text")),
        "rich", of(doc.text("rich")),
        "map", of(doc.map("map")),
        "array", of(doc.array("array")));
  }

  static Object of(Object value) {
    return switch (value) {
      case null -> "null";
      case Text text -> Map.of("text", text.toDelta().stream().map(Dump::op).toList());
      case MapType map -> Map.of("map", of(map.toMap()));
      case ArrayType array -> Map.of("array", of(array.toList()));
      case XmlType _ -> Map.of("xml", true);
      case Content.Subdocument subdocument -> Map.of("doc", subdocument.guid());
      case byte[] bytes -> "bytes " + Arrays.toString(bytes);
      case Undefined _ -> "undefined";
      case String text -> Utf16.wellFormed(text);
      case List<?> list -> list.stream().map(Dump::of).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> dumped = new LinkedHashMap<>();
        map.forEach((key, each) -> dumped.put(key, of(each)));
        yield dumped;
      }
      default -> value;
    };
  }

  private static Object op(DeltaOp op) {
    DeltaOp.Insert insert = (DeltaOp.Insert) op;
    return Map.of("insert", of(insert.value()), "attributes", of(insert.attributes()));
  }
}
