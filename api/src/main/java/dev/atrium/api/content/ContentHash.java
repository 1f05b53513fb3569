package dev.atrium.api.content;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of some content (FIPS 180-4), as 64 lower-case hex digits. It is also the content's
 * ETag and its name under {@code atrium/blobs/}.
 */
public record ContentHash(@JsonValue String hex) {

  /** The hash of nothing: an empty file. */
  public static final ContentHash EMPTY = of(new byte[0]);

  @JsonCreator
  public ContentHash {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("A content hash is 64 lower-case hex digits.");
    }
  }

  public static ContentHash of(byte[] content) {
    return of(newDigest().digest(content), 32);
  }

  /** Takes the result of a digest made by {@link #newDigest}; resets the digest. */
  public static ContentHash of(MessageDigest digest) {
    return of(digest.digest(), 32);
  }

  /** A fresh SHA-256 digest, for hashing a stream. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256.", impossible);
    }
  }

  /** The 32 bytes of the hash. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /** The strong entity tag of RFC 9110, quotes included. */
  public String etag() {
    return '"' + hex + '"';
  }

  @Override
  public String toString() {
    return hex;
  }

  private static ContentHash of(byte[] digest, int length) {
    return new ContentHash(HexFormat.of().formatHex(digest, 0, length));
  }
}
