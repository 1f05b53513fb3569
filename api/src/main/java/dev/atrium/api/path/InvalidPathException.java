package dev.atrium.api.path;

/** A path that does not name something inside a project; the message completes "The path …". */
public final class InvalidPathException extends IllegalArgumentException {

  public InvalidPathException(String reason) {
    super("The path " + reason + ".");
  }
}
