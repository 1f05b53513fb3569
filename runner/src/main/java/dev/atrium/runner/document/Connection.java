package dev.atrium.runner.document;

import dev.atrium.api.session.CloseCode;

/** One client's connection to a document. Thread-safe; nothing blocks or throws. */
interface Connection {

  /** Sends a message behind those before. */
  void send(byte[] message);

  void close(CloseCode code, String reason);
}
