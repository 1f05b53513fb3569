package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.Encoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which elements are deleted. Immutable. */
public final class DeleteSet {

  public static final DeleteSet EMPTY = new DeleteSet(Map.of());

  private final Map<Long, ClockRanges> clients;

  private DeleteSet(Map<Long, ClockRanges> clients) {
    this.clients = clients;
  }

  public boolean isEmpty() {
    return clients.isEmpty();
  }

  public Set<Long> clients() {
    return clients.keySet();
  }

  /** How many runs of elements are deleted. */
  public int rangeCount() {
    return clients.values().stream().mapToInt(ClockRanges::size).sum();
  }

  /** The deleted clocks of {@code client}, or null when there are none. */
  public ClockRanges of(long client) {
    return clients.get(client);
  }

  public boolean contains(long client, int clock) {
    ClockRanges ranges = clients.get(client);
    return ranges != null && ranges.contains(clock);
  }

  /** What is in any of {@code sets}. */
  public static DeleteSet union(Iterable<DeleteSet> sets) {
    Builder builder = new Builder();
    for (DeleteSet set : sets) {
      set.clients.forEach((client, ranges) -> builder.of(client).addAll(ranges));
    }
    return builder.build();
  }

  static DeleteSet read(Decoder decoder) {
    Builder builder = new Builder();
    for (int left = decoder.readCount(2, "clients"); left > 0; left--) {
      long client = decoder.readVarUint();
      for (int ranges = decoder.readCount(2, "deletions"); ranges > 0; ranges--) {
        int clock = decoder.readVarUint(Id.MAX_CLOCK, "clock");
        int length = decoder.readVarUint(Id.MAX_CLOCK - clock, "length");
        if (length == 0) {
          throw decoder.refused("a deletion without a length");
        }
        builder.add(client, clock, length);
      }
    }
    return builder.build();
  }

  /** The highest client first, as Yjs writes it. */
  void write(Encoder encoder) {
    encoder.writeVarUint(clients.size());
    List<Long> sorted = new ArrayList<>(clients.keySet());
    sorted.sort(Comparator.reverseOrder());
    for (long client : sorted) {
      ClockRanges ranges = clients.get(client);
      encoder.writeVarUint(client);
      encoder.writeVarUint(ranges.size());
      for (int i = 0; i < ranges.size(); i++) {
        encoder.writeVarUint(ranges.start(i));
        encoder.writeVarUint(ranges.end(i) - ranges.start(i));
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeleteSet set && clients.equals(set.clients);
  }

  @Override
  public int hashCode() {
    return clients.hashCode();
  }

  /** Collects deletions in any order. Not thread-safe. */
  public static final class Builder {

    private final Map<Long, ClockRanges.Collector> clients = new HashMap<>();

    /** Adds nothing when {@code length} is 0. */
    public void add(long client, int clock, int length) {
      if (length > 0) {
        of(client).add(clock, clock + length);
      }
    }

    public boolean isEmpty() {
      return clients.isEmpty();
    }

    public DeleteSet build() {
      if (clients.isEmpty()) {
        return EMPTY;
      }
      Map<Long, ClockRanges> built = HashMap.newHashMap(clients.size());
      clients.forEach((client, ranges) -> built.put(client, ranges.build()));
      return new DeleteSet(built);
    }

    private ClockRanges.Collector of(long client) {
      return clients.computeIfAbsent(client, none -> new ClockRanges.Collector());
    }
  }
}
