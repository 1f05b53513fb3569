package dev.atrium.runner.storage;

/** S3 or init-service does not answer, or answers with a fault of its own; retry later. */
public final class StorageUnreachableException extends Exception {

  public StorageUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
