package dev.atrium.initservice.archive;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * An entry of a zip's central directory (APPNOTE.TXT 6.3.10, 4.3.12), as it says of itself.
 *
 * @param rawName the name's bytes
 * @param system the upper byte of "version made by": {@link #UNIX}, {@link #FAT}, …
 * @param flags the general purpose bits
 * @param method the compression method
 * @param crc32 of the content
 * @param compressedSize in bytes
 * @param size of the content in bytes
 * @param attributes the external file attributes; on UNIX the upper half is the mode
 * @param headerOffset where its local header is
 */
record ZipMember(
    byte[] rawName,
    int system,
    int flags,
    int method,
    long crc32,
    long compressedSize,
    long size,
    int attributes,
    long headerOffset) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  private static final int FAT = 0;
  private static final int UNIX = 3;
  private static final int ENCRYPTED = 1;
  private static final int TYPE_MASK = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int SHOWN = 200;

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  boolean isDirectory() {
    byte[] name = name();
    return name.length > 0 && name[name.length - 1] == '/';
  }

  /** Whether the archive says that it is a link, device or the like. */
  boolean isSpecial() {
    int type = unixMode() & TYPE_MASK;
    return type != 0 && type != REGULAR && type != DIRECTORY;
  }

  boolean isExecutable() {
    return (unixMode() & 0100) != 0;
  }

  /**
   * The name with slashes, in UTF-8 where its encoding is known: names of DOS programs that are not
   * UTF-8 are in code page 437, those of Unix are the bytes of the file system.
   */
  byte[] name() {
    if (system != FAT) {
      return rawName;
    }
    String text = new String(rawName, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      text = new String(rawName, Charset.forName("IBM437"));
    }
    return text.replace('\\', '/').getBytes(StandardCharsets.UTF_8);
  }

  /** The name to show to people, bounded and without control characters. */
  String shownName() {
    String text = new String(rawName, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private int unixMode() {
    return system == UNIX ? attributes >>> 16 : 0;
  }
}
