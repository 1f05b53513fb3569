package dev.atrium.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One stored form of one file.
 *
 * @param encoding the content coding's token, or null if the file is stored as it is
 * @param etag a strong entity tag of these very bytes, quotes included
 */
record Asset(byte[] bytes, String encoding, String etag) {

  static Asset of(byte[] bytes, String encoding) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Asset(bytes, encoding, '"' + HexFormat.of().formatHex(hash, 0, 16) + '"');
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("Every Java platform has SHA-256.", impossible);
    }
  }

  /** Whether an {@code If-None-Match} header (RFC 9110, section 13.1.2) names this form. */
  boolean matches(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String tag : ifNoneMatch.split(",")) {
      String bare = tag.strip();
      if (bare.equals("*") || bare.equals(etag) || bare.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }
}
