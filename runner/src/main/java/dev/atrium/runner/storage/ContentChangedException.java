package dev.atrium.runner.storage;

import java.io.IOException;

/** A local content cannot be read or is not what its change says; the change is left out. */
final class ContentChangedException extends IOException {

  ContentChangedException(String message) {
    super(message);
  }
}
