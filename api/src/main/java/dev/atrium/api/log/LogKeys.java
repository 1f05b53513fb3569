package dev.atrium.api.log;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The names of a project's objects, relative to {@code projects/<id>/} in the bucket.
 *
 * <p>Sequence numbers are 20 decimal digits, so that the order of keys is the order of records.
 */
public final class LogKeys {

  public static final String PROJECTS = "projects/";
  public static final String LOG = "atrium/log/";
  public static final String BLOBS = "atrium/blobs/";
  public static final String CHECKPOINTS = "atrium/checkpoints/";
  public static final String EPOCHS = "atrium/epochs/";

  /** Written last when a project is created: its existence is the project's. */
  public static final String PROJECT = "atrium/project";

  /** Exists while the project is in the trash. */
  public static final String TRASHED = "atrium/trashed";

  /** Plain objects for any S3 tool to read; a projection, never read back. */
  public static final String FILES = "files/";

  private LogKeys() {}

  /** The key prefix of one project, with the slash at its end. */
  public static String project(String id) {
    return PROJECTS + id + "/";
  }

  public static String log(long seq) {
    return LOG + number(seq);
  }

  public static String checkpoint(long seq) {
    return CHECKPOINTS + number(seq);
  }

  public static String epoch(long epoch) {
    return EPOCHS + number(epoch);
  }

  public static String blob(ContentHash hash) {
    return BLOBS + hash.hex();
  }

  /** The projection's key of a file; bytes that are not UTF-8 stand as {@code %XX}. */
  public static String file(ProjectPath path) {
    String text = path.toString();
    StringBuilder key = new StringBuilder(FILES);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0xDC80 && c <= 0xDCFF) {
        key.append(String.format("%%%02X", c & 0xFF));
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }

  /** The number at the end of a log, checkpoint or epoch key. */
  public static long numberOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
  }

  /** S3's bound on a key's length in UTF-8 bytes. */
  public static boolean fits(String key) {
    return key.getBytes(StandardCharsets.UTF_8).length <= 1024;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%020d", value);
  }
}
