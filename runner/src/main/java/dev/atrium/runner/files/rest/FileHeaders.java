package dev.atrium.runner.files.rest;

import dev.atrium.api.path.ProjectPath;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;

/**
 * Headers under which bytes that a user wrote may leave: never as a page, a script or a service
 * worker of the IDE's origin.
 */
final class FileHeaders {

  private static final String OTHER = "application/octet-stream";

  /** Only what an {@code img}, {@code video} or {@code audio} element can show. */
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("avif", "image/avif"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/wav"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("pdf", "application/pdf"));

  private FileHeaders() {}

  /** Adds what every answer with a user's bytes carries. */
  static Response.ResponseBuilder protect(Response.ResponseBuilder response) {
    return response
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
  }

  static String mediaType(ProjectPath path) {
    String name = path.name().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return MEDIA_TYPES.getOrDefault(extension, OTHER);
  }

  /** {@code Content-Disposition: attachment} with the name of RFC 8187. */
  static String attachment(String name) {
    StringBuilder encoded = new StringBuilder("attachment; filename*=UTF-8''");
    byte[] bytes = ProjectPath.of(name).bytes();
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
