package dev.atrium.api.path;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.io.IOException;

/** How a {@link ProjectPath} stands in JSON (text) and in CBOR (a byte string). */
final class ProjectPathJson {

  private ProjectPathJson() {}

  static final class Serializer extends JsonSerializer<ProjectPath> {
    @Override
    public void serialize(ProjectPath path, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (out.canWriteBinaryNatively()) {
        out.writeBinary(path.bytes());
        return;
      }
      String text = path.toString();
      if (text.chars().noneMatch(c -> c >= 0xDC80 && c <= 0xDCFF)) {
        out.writeString(text);
      } else {
        // Jackson refuses lone surrogates in UTF-8 output; as \\u escapes they are valid JSON.
        out.writeRawValue(quoteEscapingSurrogates(text));
      }
    }
  }

  static final class KeySerializer extends JsonSerializer<ProjectPath> {
    @Override
    public void serialize(ProjectPath path, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeFieldName(path.toString());
    }
  }

  static final class Deserializer extends JsonDeserializer<ProjectPath> {
    @Override
    public ProjectPath deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      try {
        return in.currentToken() == JsonToken.VALUE_EMBEDDED_OBJECT
            ? ProjectPath.ofBytes(in.getBinaryValue())
            : ProjectPath.of(in.getValueAsString(""));
      } catch (InvalidPathException invalid) {
        throw new InvalidFormatException(in, invalid.getMessage(), in.getText(), ProjectPath.class);
      }
    }
  }

  private static String quoteEscapingSurrogates(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || Character.isSurrogate(c)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
