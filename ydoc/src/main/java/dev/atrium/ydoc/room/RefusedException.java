package dev.atrium.ydoc.room;

/** A message that was well-formed, but not allowed; its sender should be disconnected. */
public final class RefusedException extends RuntimeException {

  /** Why a message is refused. */
  public enum Reason {
    /** A member who may only read sent a change. */
    READ_ONLY,
    /** More messages than anybody types. */
    TOO_MANY_MESSAGES,
    MESSAGE_TOO_LARGE,
    DOCUMENT_TOO_LARGE,
    /** Too many updates that build on updates that have not come. */
    TOO_MUCH_PENDING,
    /** Too many or too long awareness states. */
    TOO_MANY_STATES,
    /** A message that only servers send. */
    UNEXPECTED_MESSAGE
  }

  private final Reason reason;

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
