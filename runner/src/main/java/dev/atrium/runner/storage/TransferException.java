package dev.atrium.runner.storage;

import java.io.IOException;

/**
 * Bytes from S3 did not arrive as they should: the connection broke, they were too few, or their
 * hash is wrong. Told apart from a local {@link IOException} so that only this one is retried.
 */
final class TransferException extends IOException {

  TransferException(String message) {
    super(message);
  }
}
