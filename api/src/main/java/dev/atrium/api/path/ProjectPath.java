package dev.atrium.api.path;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A path inside a project, relative to its root, as the raw bytes that the file system holds.
 *
 * <p>The root is the empty path. Segments are separated by one {@code /}; none is empty, {@code .}
 * or {@code ..}, none is longer than {@value #MAX_NAME_BYTES} bytes, and no byte is NUL, so a value
 * of this type cannot name anything outside the project. What it names may still be a link: opening
 * without following is the file layer's work.
 *
 * <p>File names on Linux are bytes, not text. Text form (JSON frames) is UTF-8; a byte that is not
 * part of valid UTF-8 stands as the lone surrogate U+DC80..U+DCFF, as in Python's PEP 383, so every
 * name survives the round trip. In binary formats (CBOR) a path is a byte string.
 *
 * <p>Ordering is by unsigned bytes, so a directory sorts directly before what it contains only
 * after a comparison by segment; use {@link #startsWith} to ask for containment.
 */
@JsonSerialize(
    using = ProjectPathJson.Serializer.class,
    keyUsing = ProjectPathJson.KeySerializer.class)
@JsonDeserialize(using = ProjectPathJson.Deserializer.class)
public final class ProjectPath implements Comparable<ProjectPath> {

  /** The longest name of one segment, as on ext4, xfs and overlayfs. */
  public static final int MAX_NAME_BYTES = 255;

  /** The longest path, as PATH_MAX without the project's own root leaves it. */
  public static final int MAX_PATH_BYTES = 3072;

  public static final ProjectPath ROOT = new ProjectPath(new byte[0]);

  private final byte[] bytes;

  private ProjectPath(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The path that these bytes spell.
   *
   * @throws InvalidPathException if they do not name something inside a project
   */
  public static ProjectPath ofBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return ROOT;
    }
    validate(bytes);
    return new ProjectPath(bytes.clone());
  }

  /**
   * Reads the text form; {@code ""} is the root.
   *
   * @throws InvalidPathException if it does not name something inside a project
   */
  public static ProjectPath of(String text) {
    return ofBytes(encode(text));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public boolean isRoot() {
    return bytes.length == 0;
  }

  /** The segments from the root down; empty for the root. */
  public List<ProjectPath> segments() {
    List<ProjectPath> segments = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        if (i > start) {
          segments.add(new ProjectPath(Arrays.copyOfRange(bytes, start, i)));
        }
        start = i + 1;
      }
    }
    return segments;
  }

  /** The last segment; the root's name is the root itself. */
  public ProjectPath name() {
    int slash = lastSlash();
    return slash < 0 ? this : new ProjectPath(Arrays.copyOfRange(bytes, slash + 1, bytes.length));
  }

  /** The containing directory; the root's parent is the root. */
  public ProjectPath parent() {
    int slash = lastSlash();
    return slash < 0 ? ROOT : new ProjectPath(Arrays.copyOf(bytes, slash));
  }

  /**
   * This path with another below it.
   *
   * @throws InvalidPathException if the result is longer than {@value #MAX_PATH_BYTES} bytes
   */
  public ProjectPath resolve(ProjectPath child) {
    if (isRoot()) {
      return child;
    }
    if (child.isRoot()) {
      return this;
    }
    byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + child.bytes.length);
    joined[bytes.length] = '/';
    System.arraycopy(child.bytes, 0, joined, bytes.length + 1, child.bytes.length);
    if (joined.length > MAX_PATH_BYTES) {
      throw new InvalidPathException("is longer than " + MAX_PATH_BYTES + " bytes");
    }
    return new ProjectPath(joined);
  }

  public ProjectPath resolve(String child) {
    return resolve(of(child));
  }

  /** Whether this path is {@code ancestor} or lies below it. */
  public boolean startsWith(ProjectPath ancestor) {
    int n = ancestor.bytes.length;
    return n == 0
        || (bytes.length == n && Arrays.equals(bytes, ancestor.bytes))
        || (bytes.length > n
            && bytes[n] == '/'
            && Arrays.equals(bytes, 0, n, ancestor.bytes, 0, n));
  }

  /**
   * The rest of this path behind an ancestor, so that {@code ancestor.resolve(rest)} is this path.
   *
   * @throws IllegalArgumentException if it does not lie there
   */
  public ProjectPath below(ProjectPath ancestor) {
    if (!startsWith(ancestor)) {
      throw new IllegalArgumentException(this + " is not below " + ancestor);
    }
    int from = ancestor.isRoot() ? 0 : Math.min(bytes.length, ancestor.bytes.length + 1);
    return new ProjectPath(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  @Override
  public int compareTo(ProjectPath other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProjectPath path && Arrays.equals(bytes, path.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The text form; see the class comment for names that are not UTF-8. */
  @Override
  public String toString() {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return decodeEscaping();
    }
  }

  private int lastSlash() {
    int i = bytes.length - 1;
    while (i >= 0 && bytes[i] != '/') {
      i--;
    }
    return i;
  }

  private String decodeEscaping() {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < bytes.length) {
      int length = utf8Length(i);
      if (length == 0) {
        text.append((char) (0xDC00 | (bytes[i] & 0xFF)));
        i++;
      } else {
        text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
        i += length;
      }
    }
    return text.toString();
  }

  /** How many bytes the valid UTF-8 character at this index has, or 0 if there is none. */
  private int utf8Length(int index) {
    int lead = bytes[index] & 0xFF;
    int length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    if (length == 0 || index + length > bytes.length) {
      return 0;
    }
    String decoded = new String(bytes, index, length, StandardCharsets.UTF_8);
    return decoded.indexOf('\uFFFD') >= 0
            && !Arrays.equals(
                decoded.getBytes(StandardCharsets.UTF_8),
                Arrays.copyOfRange(bytes, index, index + length))
        ? 0
        : length;
  }

  private static byte[] encode(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 8);
    int i = 0;
    while (i < text.length()) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (codePoint >= 0xDC80 && codePoint <= 0xDCFF) {
        out.write(codePoint & 0xFF);
      } else if (codePoint >= 0xD800 && codePoint <= 0xDFFF) {
        throw new InvalidPathException("contains half of a surrogate pair");
      } else {
        out.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static void validate(byte[] bytes) {
    if (bytes.length > MAX_PATH_BYTES) {
      throw new InvalidPathException("is longer than " + MAX_PATH_BYTES + " bytes");
    }
    if (bytes[0] == '/') {
      throw new InvalidPathException("is absolute; name it relative to the project");
    }
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        validateName(bytes, start, i);
        start = i + 1;
      } else if (bytes[i] == 0) {
        throw new InvalidPathException("contains a NUL byte");
      }
    }
  }

  private static void validateName(byte[] bytes, int start, int end) {
    int length = end - start;
    if (length == 0) {
      throw new InvalidPathException("has an empty segment");
    }
    if (length > MAX_NAME_BYTES) {
      throw new InvalidPathException("has a name longer than " + MAX_NAME_BYTES + " bytes");
    }
    if (bytes[start] == '.' && (length == 1 || (length == 2 && bytes[start + 1] == '.'))) {
      throw new InvalidPathException("has a '.' or '..' segment");
    }
  }
}
