package dev.atrium.runner.document;

import dev.atrium.runner.document.text.TextForm;
import dev.atrium.ydoc.encoding.Encoder;
import dev.atrium.ydoc.sync.Message;

/**
 * Our own messages beside those of y-websocket, and what is to be known of theirs. Only clients
 * that ask for ours get them; a stock client would warn of a type that it does not know.
 */
final class DocumentMessages {

  /** "This is the document": the first message to a client that connects with {@code guid}. */
  static final int IDENTITY = 101;

  /** "So the text is written in the file": to a client that connects with {@code form=1}. */
  static final int FORM = 102;

  private static final int BOM = 1;
  private static final int CRLF = 2;

  /** So long is a message of somebody who types or moves a cursor, at most. */
  private static final int QUICK_BYTES = 1024;

  private DocumentMessages() {}

  /** Whether it comes of a key or a cursor, rather than bringing or asking for whole documents. */
  static boolean isQuick(byte[] message) {
    return message.length <= QUICK_BYTES && !Message.isSyncStep1(message);
  }

  /** How the text is written in the file, as bits. */
  static byte[] form(TextForm form) {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(FORM);
    encoder.writeVarUint((form.bom() ? BOM : 0) | (form.crlf() ? CRLF : 0));
    return encoder.toByteArray();
  }

  /** The document's identity, as a string. */
  static byte[] identity(String guid) {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(IDENTITY);
    encoder.writeVarString(guid);
    return encoder.toByteArray();
  }
}
