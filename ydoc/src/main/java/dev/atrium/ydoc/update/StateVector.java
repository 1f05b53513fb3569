package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Encoder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of every client's insertions somebody has: the next clock that is expected of it.
 * Immutable.
 */
public final class StateVector {

  public static final StateVector EMPTY = new StateVector(Map.of());

  private final Map<Long, Integer> clocks;

  private StateVector(Map<Long, Integer> clocks) {
    this.clocks = clocks;
  }

  /** Of the next expected clock by client. */
  public static StateVector of(Map<Long, Integer> clocks) {
    return new StateVector(Map.copyOf(clocks));
  }

  /** 0 for a client that is unknown. */
  public int clock(long client) {
    return clocks.getOrDefault(client, 0);
  }

  /** The next expected clock by client; unmodifiable. */
  public Map<Long, Integer> clocks() {
    return clocks;
  }

  /** Throws {@link dev.atrium.ydoc.encoding.DecodingException} for anything that is none. */
  public static StateVector decode(byte[] bytes) {
    Decoder decoder = new Decoder(bytes);
    Map<Long, Integer> clocks = new HashMap<>();
    for (int left = decoder.readCount(2, "clients"); left > 0; left--) {
      long client = decoder.readVarUint();
      clocks.put(client, decoder.readVarUint(Id.MAX_CLOCK, "clock"));
    }
    if (decoder.hasRemaining()) {
      throw decoder.refused("something follows the state vector");
    }
    return new StateVector(clocks);
  }

  /** The highest client first, as Yjs writes it. */
  public byte[] encode() {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(clocks.size());
    clocks.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .forEach(
            entry -> {
              encoder.writeVarUint(entry.getKey());
              encoder.writeVarUint(entry.getValue());
            });
    return encoder.toByteArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateVector vector && clocks.equals(vector.clocks);
  }

  @Override
  public int hashCode() {
    return clocks.hashCode();
  }

  @Override
  public String toString() {
    return clocks.toString();
  }
}
