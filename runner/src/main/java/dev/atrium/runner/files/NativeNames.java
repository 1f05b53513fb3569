package dev.atrium.runner.files;

import dev.atrium.api.path.ProjectPath;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Turns the raw bytes of file names into {@link Path}s and back, whatever the locale is.
 *
 * <p>{@link Path#of(String, String...)} goes through the platform's charset and cannot spell every
 * name, under {@code LANG=C} not even every UTF-8 one. {@code file:} URIs escape bytes, so they
 * can. Names of plain ASCII, nearly all, take the direct way.
 */
public final class NativeNames {

  /** A file, so that {@link Path#toUri} never finds a directory below it and adds a slash. */
  private static final Path ANCHOR = Path.of("/dev/null");

  private static final String ANCHOR_PREFIX = "/dev/null/";

  private NativeNames() {}

  /** The relative path of a name or of several segments; never the root. */
  public static Path toPath(ProjectPath path) {
    byte[] bytes = path.bytes();
    for (byte b : bytes) {
      if (b < 0) {
        return relative(bytes);
      }
    }
    return Path.of(new String(bytes, StandardCharsets.US_ASCII));
  }

  /** One directory entry's name as a path of one segment. */
  static ProjectPath toName(Path entry) {
    return ProjectPath.ofBytes(toBytes(entry.getFileName()));
  }

  /** A link's target as these bytes spell it, but for doubled slashes, which Java drops. */
  public static Path toTarget(byte[] target) {
    return target[0] == '/' ? absolute(target) : relative(target);
  }

  /** The raw bytes of a path that is not normalised, such as a link's target. */
  static byte[] toBytes(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    String raw = ANCHOR.resolve(path).toUri().getRawPath();
    if (!path.isAbsolute()) {
      return unescape(raw.substring(ANCHOR_PREFIX.length()));
    }
    boolean slashAdded = raw.endsWith("/") && !text.endsWith("/");
    return unescape(slashAdded ? raw.substring(0, raw.length() - 1) : raw);
  }

  private static Path relative(byte[] bytes) {
    byte[] absolute = new byte[bytes.length + 1];
    absolute[0] = '/';
    System.arraycopy(bytes, 0, absolute, 1, bytes.length);
    Path path = absolute(absolute);
    // Unlike relativize, subpath keeps a slash at the end.
    return path.subpath(0, path.getNameCount());
  }

  private static Path absolute(byte[] bytes) {
    StringBuilder uri = new StringBuilder("file:///");
    for (int i = 1; i < bytes.length; i++) {
      int b = bytes[i] & 0xFF;
      boolean plain = b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z';
      if (plain) {
        uri.append((char) b);
      } else {
        uri.append('%').append(hexDigit(b >> 4)).append(hexDigit(b & 0xF));
      }
    }
    return Path.of(URI.create(uri.toString()));
  }

  private static char hexDigit(int value) {
    return "0123456789ABCDEF".charAt(value);
  }

  private static byte[] unescape(String raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
