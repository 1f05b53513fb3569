package dev.atrium.runner.document;

import dev.atrium.ydoc.encoding.Encoder;

/**
 * Our own messages beside those of y-websocket. Only clients that ask for them get them; a stock
 * client would warn of a type that it does not know.
 */
final class DocumentMessages {

  /** "This is the document": the first message to a client that connects with {@code guid}. */
  static final int IDENTITY = 101;

  private DocumentMessages() {}

  /** The document's identity, as a string. */
  static byte[] identity(String guid) {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(IDENTITY);
    encoder.writeVarString(guid);
    return encoder.toByteArray();
  }
}
