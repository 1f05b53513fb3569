package dev.atrium.ydoc.sync;

import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Encoder;
import dev.atrium.ydoc.update.StateVector;
import java.util.function.Consumer;

/** One message of a y-websocket connection. */
public sealed interface Message {

  byte[] encode();

  /** "This is what I have": to be answered by a {@link SyncStep2} with what is missing. */
  record SyncStep1(StateVector vector) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(SYNC, STEP_1, encoder -> encoder.writeVarBytes(vector.encode()));
    }
  }

  /** The answer to a {@link SyncStep1}: an encoded update. */
  record SyncStep2(byte[] update) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(SYNC, STEP_2, encoder -> encoder.writeVarBytes(update));
    }
  }

  /** Something has changed: an encoded update. */
  record SyncUpdate(byte[] update) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(SYNC, UPDATE, encoder -> encoder.writeVarBytes(update));
    }
  }

  /** States of clients. */
  record AwarenessStates(AwarenessUpdate update) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(AWARENESS, encoder -> encoder.writeVarBytes(update.encode()));
    }
  }

  /** Something is not allowed. */
  record PermissionDenied(String reason) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(AUTH, DENIED, encoder -> encoder.writeVarString(reason));
    }
  }

  /** Asks for the states of all clients. */
  record QueryAwareness() implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(QUERY_AWARENESS, encoder -> {});
    }
  }

  /**
   * Says how many updates (of {@link SyncUpdate} and {@link SyncStep2}) of this connection are
   * stored. It is not part of y-websocket, and only for clients that ask for it.
   */
  record Acknowledged(long updates) implements Message {
    @Override
    public byte[] encode() {
      return Message.encode(ACKNOWLEDGED, encoder -> encoder.writeVarUint(updates));
    }
  }

  /**
   * Reads a message. An update inside is not read yet, states are.
   *
   * @throws dev.atrium.ydoc.encoding.DecodingException for anything else
   */
  static Message decode(byte[] bytes) {
    Decoder decoder = new Decoder(bytes);
    Message message =
        switch (decoder.readVarUint(ACKNOWLEDGED, "message")) {
          case SYNC -> decodeSync(decoder);
          case AWARENESS -> new AwarenessStates(AwarenessUpdate.decode(decoder.readVarBytes()));
          case AUTH -> decodeAuth(decoder);
          case QUERY_AWARENESS -> new QueryAwareness();
          case ACKNOWLEDGED -> new Acknowledged(decoder.readVarUint());
          default -> throw decoder.refused("an unknown message");
        };
    if (decoder.hasRemaining()) {
      throw decoder.refused("something follows the message");
    }
    return message;
  }

  /** Whether an encoded message is a {@link SyncStep1}; all but the kind of it is not read. */
  static boolean isSyncStep1(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == SYNC && bytes[1] == STEP_1;
  }

  private static Message decodeSync(Decoder decoder) {
    int kind = decoder.readVarUint(UPDATE, "sync message");
    byte[] body = decoder.readVarBytes();
    return switch (kind) {
      case STEP_1 -> new SyncStep1(StateVector.decode(body));
      case STEP_2 -> new SyncStep2(body);
      default -> new SyncUpdate(body);
    };
  }

  private static Message decodeAuth(Decoder decoder) {
    decoder.readVarUint(DENIED, "auth message");
    return new PermissionDenied(decoder.readVarString());
  }

  private static byte[] encode(int type, int kind, Consumer<Encoder> body) {
    return encode(
        type,
        encoder -> {
          encoder.writeVarUint(kind);
          body.accept(encoder);
        });
  }

  private static byte[] encode(int type, Consumer<Encoder> body) {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(type);
    body.accept(encoder);
    return encoder.toByteArray();
  }

  /** Types of messages. */
  int SYNC = 0;

  int AWARENESS = 1;
  int AUTH = 2;
  int QUERY_AWARENESS = 3;
  int ACKNOWLEDGED = 100;

  /** Kinds of sync messages. */
  int STEP_1 = 0;

  int STEP_2 = 1;
  int UPDATE = 2;

  /** The only kind of auth message. */
  int DENIED = 0;
}
