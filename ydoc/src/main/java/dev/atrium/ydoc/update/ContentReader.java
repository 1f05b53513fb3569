package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Any;
import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Json;

/** Reads contents, and refuses whatever a Yjs client would choke on when it was passed on to it. */
final class ContentReader {

  private ContentReader() {}

  static Content read(Decoder decoder, int ref) {
    return switch (ref) {
      case 1 -> new Content.Deleted(StructReader.readLength(decoder));
      case 2 -> readJson(decoder);
      case 3 -> new Content.Binary(decoder.readVarBytes());
      case 4 -> readText(decoder);
      case 5 -> new Content.Embed(readChecked(decoder));
      case 6 -> new Content.Format(decoder.readVarString(), readChecked(decoder));
      case 7 -> readType(decoder);
      case 8 -> readValues(decoder);
      case 9 -> readSubdocument(decoder);
      default -> throw decoder.refused("there is no content " + ref);
    };
  }

  private static Content readJson(Decoder decoder) {
    String[] texts = new String[requireSome(decoder, decoder.readCount(1, "values"))];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = decoder.readVarString();
      if (!texts[i].equals("undefined")) {
        Json.parse(texts[i]);
      }
    }
    return new Content.Json(texts);
  }

  private static Content readText(Decoder decoder) {
    String text = decoder.readVarString();
    requireSome(decoder, text.length());
    return new Content.Str(text);
  }

  private static Content readType(Decoder decoder) {
    TypeKind[] kinds = TypeKind.values();
    TypeKind kind = kinds[decoder.readVarUint(kinds.length - 1, "kind of type")];
    return new Content.Type(kind, kind.isNamed() ? decoder.readVarString() : null);
  }

  private static Content readValues(Decoder decoder) {
    byte[][] values = new byte[requireSome(decoder, decoder.readCount(1, "values"))][];
    for (int i = 0; i < values.length; i++) {
      values[i] = Any.readRaw(decoder);
    }
    return new Content.Values(values);
  }

  private static Content readSubdocument(Decoder decoder) {
    String guid = decoder.readVarString();
    byte[] options = Any.readRaw(decoder);
    if (!Any.isObject(options)) {
      throw decoder.refused("a subdocument's options must be an object");
    }
    return new Content.Subdocument(guid, options);
  }

  private static String readChecked(Decoder decoder) {
    String json = decoder.readVarString();
    Json.parse(json);
    return json;
  }

  private static int requireSome(Decoder decoder, int count) {
    if (count == 0) {
      throw decoder.refused("a struct without a length");
    }
    return count;
  }
}
