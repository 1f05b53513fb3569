package dev.atrium.ydoc.encoding;

/**
 * Bytes from outside are not what the protocol allows: truncated, malformed or beyond a bound.
 * Whoever throws it has changed nothing.
 */
public class DecodingException extends RuntimeException {

  /** {@code message} says what is wrong and where, in words that may be logged. */
  public DecodingException(String message) {
    super(message);
  }
}
