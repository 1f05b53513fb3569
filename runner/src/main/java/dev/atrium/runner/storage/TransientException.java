package dev.atrium.runner.storage;

/**
 * A request failed for a reason that may pass. The message is for people and holds no URL; there is
 * no cause, because an HTTP client's own messages may quote a signed one.
 */
final class TransientException extends Exception {

  /** One silent connection may have been lost on the way; two mean that the server hangs. */
  static final int SILENT_ATTEMPTS = 2;

  private final int attempts;

  TransientException(String message) {
    this(message, Integer.MAX_VALUE);
  }

  private TransientException(String message, int attempts) {
    super(message, null, false, false);
    this.attempts = attempts;
  }

  /** A server did not answer at all, which has cost much time already. */
  static TransientException silence(String message) {
    return new TransientException(message, SILENT_ATTEMPTS);
  }

  /** How many attempts in all this failure is worth. */
  int attempts() {
    return attempts;
  }
}
