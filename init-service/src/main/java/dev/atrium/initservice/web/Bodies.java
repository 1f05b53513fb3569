package dev.atrium.initservice.web;

import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** JSON bodies by our own codec, whatever the application around configures. */
final class Bodies {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private Bodies() {}

  /**
   * Reads a body.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code malformed-request}, {@code too-large}
   */
  static <T> T read(InputStream body, Class<T> type) {
    try {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw ProblemType.TOO_LARGE.thrown("The body may have at most " + MAX_BYTES + " bytes.");
      }
      T value = Codec.JSON.readValue(bytes, type);
      if (value == null) {
        throw ProblemType.MALFORMED_REQUEST.thrown("The body is empty.");
      }
      return value;
    } catch (IOException malformed) {
      throw ProblemType.MALFORMED_REQUEST.thrown(
          "The body is not the JSON of a " + type.getSimpleName() + ".", malformed);
    }
  }

  static Response answer(int status, Object value) {
    try {
      return Response.status(status)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(Codec.JSON.writeValueAsBytes(value))
          .build();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
