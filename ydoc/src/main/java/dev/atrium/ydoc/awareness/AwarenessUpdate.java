package dev.atrium.ydoc.awareness;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Encoder;
import dev.atrium.ydoc.encoding.Json;
import java.util.ArrayList;
import java.util.List;

/** States of some clients, as they are sent. */
public record AwarenessUpdate(List<Entry> entries) {

  private static final String GONE = "null";
  private static final int MIN_ENTRY_BYTES = 3;

  /**
   * @param client whose state it is
   * @param clock grows with each new state of the client
   * @param state a JSON value; null when the client is gone
   */
  public record Entry(long client, long clock, String state) {}

  /** Throws {@link dev.atrium.ydoc.encoding.DecodingException} for anything that is none. */
  public static AwarenessUpdate decode(byte[] bytes) {
    Decoder decoder = new Decoder(bytes);
    List<Entry> entries = new ArrayList<>();
    for (int left = decoder.readCount(MIN_ENTRY_BYTES, "states"); left > 0; left--) {
      long client = decoder.readVarUint();
      long clock = decoder.readVarUint();
      String state = decoder.readVarString();
      entries.add(new Entry(client, clock, Json.parse(state) == null ? null : state));
    }
    if (decoder.hasRemaining()) {
      throw decoder.refused("something follows the states");
    }
    return new AwarenessUpdate(List.copyOf(entries));
  }

  public byte[] encode() {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(entries.size());
    for (Entry entry : entries) {
      encoder.writeVarUint(entry.client);
      encoder.writeVarUint(entry.clock);
      encoder.writeVarString(entry.state == null ? GONE : entry.state);
    }
    return encoder.toByteArray();
  }
}
