package dev.atrium.runner.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Tells Atrium's own tokens from those of the user's app, without verifying them. Pure. */
public final class AtriumToken {

  /** Every audience of ours begins so, see {@link dev.atrium.api.token.Audience}. */
  private static final String MARK = "\"atrium:";

  private AtriumToken() {}

  /**
   * Whether an {@code Authorization} value holds a JWT for an Atrium audience, also one that has
   * expired or is for another project.
   */
  public static boolean isIn(String authorization) {
    String[] parts = authorization.strip().split("[.\\s]+");
    for (String part : parts) {
      try {
        byte[] decoded = Base64.getUrlDecoder().decode(part);
        if (new String(decoded, StandardCharsets.UTF_8).contains(MARK)) {
          return true;
        }
      } catch (IllegalArgumentException notBase64) {
        continue;
      }
    }
    return false;
  }
}
