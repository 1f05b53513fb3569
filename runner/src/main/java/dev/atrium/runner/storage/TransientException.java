package dev.atrium.runner.storage;

/**
 * A request failed for a reason that may pass. The message is for people and holds no URL; there is
 * no cause, because an HTTP client's own messages may quote a signed one.
 */
final class TransientException extends Exception {

  TransientException(String message) {
    super(message, null, false, false);
  }
}
