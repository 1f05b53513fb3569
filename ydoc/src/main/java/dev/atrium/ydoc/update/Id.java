package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Encoder;

/**
 * The id of one inserted element.
 *
 * @param client who inserted it, 0 to 2^53 - 1
 * @param clock how many elements the client had inserted before it
 */
public record Id(long client, int clock) {

  /**
   * Clocks end here; Yjs would go on to 2^53, but no document of two thousand million edits exists.
   */
  public static final int MAX_CLOCK = Integer.MAX_VALUE;

  static Id read(Decoder decoder) {
    long client = decoder.readVarUint();
    return new Id(client, decoder.readVarUint(MAX_CLOCK - 1, "clock"));
  }

  void write(Encoder encoder) {
    encoder.writeVarUint(client);
    encoder.writeVarUint(clock);
  }
}
