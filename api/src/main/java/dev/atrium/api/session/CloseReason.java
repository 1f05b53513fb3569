package dev.atrium.api.session;

import java.nio.charset.StandardCharsets;

/** The words that go with a {@link CloseCode}. */
public final class CloseReason {

  /** RFC 6455: a close frame's payload has at most 125 bytes, two of them for the code. */
  private static final int MAX_BYTES = 123;

  private CloseReason() {}

  /** As much of a reason as a close frame holds. */
  public static String shortened(String reason) {
    String text = reason;
    while (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }
}
