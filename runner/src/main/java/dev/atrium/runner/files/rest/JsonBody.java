package dev.atrium.runner.files.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/** Reads a small JSON request body within a bound, and says what is wrong with a bad one. */
public final class JsonBody {

  private static final int MAX_BYTES = 64 * 1024;

  private JsonBody() {}

  /**
   * Reads the whole body as one record.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code malformed-request}, {@code too-large}
   */
  public static <T> T read(InputStream body, Class<T> type) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw ProblemType.TOO_LARGE.thrown(
          "The request's body may have at most " + MAX_BYTES + " bytes.");
    }
    try {
      T record = Codec.JSON.readValue(bytes, type);
      if (record == null) {
        throw ProblemType.MALFORMED_REQUEST.thrown("The body is null; send a JSON object.");
      }
      return record;
    } catch (JsonMappingException bad) {
      throw ProblemType.MALFORMED_REQUEST.thrownFor(field(bad), bad.getOriginalMessage());
    } catch (JsonProcessingException bad) {
      throw ProblemType.MALFORMED_REQUEST.thrown(
          "The body is not JSON: " + bad.getOriginalMessage());
    }
  }

  private static String field(JsonMappingException bad) {
    return bad.getPath().isEmpty() ? null : bad.getPath().getLast().getFieldName();
  }
}
