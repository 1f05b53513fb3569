package dev.atrium.ydoc.update;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be done with updates without a document. All functions are pure. */
public final class Updates {

  private Updates() {}

  /** One encoded update that does what all of {@code updates} do, in whatever order. */
  public static byte[] mergeUpdates(List<byte[]> updates) {
    return merge(updates.stream().map(Update::decode).toList()).encode();
  }

  /** What of an encoded update somebody with {@code known} lacks; all deletions stay. */
  public static byte[] diffUpdate(byte[] update, StateVector known) {
    return diff(Update.decode(update), known).encode();
  }

  /** What somebody with nothing but {@code update} has. */
  public static StateVector stateVector(Update update) {
    Map<Long, Integer> clocks = new HashMap<>();
    for (Update.Section section : update.sections()) {
      int known = 0;
      for (Struct struct : section.structs()) {
        if (struct.clock() != known || struct instanceof Struct.Skip) {
          break;
        }
        known = struct.end();
      }
      if (known > 0) {
        clocks.put(section.client(), known);
      }
    }
    return StateVector.of(clocks);
  }

  /** See {@link #mergeUpdates}; what is in none of {@code updates} becomes a gap. */
  public static Update merge(List<Update> updates) {
    Map<Long, List<Struct>> byClient = new TreeMap<>(Comparator.reverseOrder());
    for (Update update : updates) {
      for (Update.Section section : update.sections()) {
        byClient
            .computeIfAbsent(section.client(), none -> new ArrayList<>())
            .addAll(section.structs());
      }
    }
    List<Update.Section> sections = new ArrayList<>();
    byClient.forEach(
        (client, structs) -> {
          List<Struct> line = line(structs);
          if (!line.isEmpty()) {
            sections.add(new Update.Section(client, line));
          }
        });
    return new Update(sections, DeleteSet.union(updates.stream().map(Update::deletions).toList()));
  }

  /** See {@link #diffUpdate}. */
  public static Update diff(Update update, StateVector known) {
    List<Update.Section> sections = new ArrayList<>();
    for (Update.Section section : update.sections()) {
      List<Struct> lacking = after(section.structs(), known.clock(section.client()));
      if (!lacking.isEmpty()) {
        sections.add(new Update.Section(section.client(), lacking));
      }
    }
    return new Update(sections, update.deletions());
  }

  /** Structs of one client in any order, in line: each element once, gaps where one is missing. */
  private static List<Struct> line(List<Struct> structs) {
    structs.sort(Comparator.comparingInt(Struct::clock));
    List<Struct> line = new ArrayList<>(structs.size());
    int end = 0;
    for (Struct struct : structs) {
      boolean known = !line.isEmpty() && struct.end() <= end;
      if (struct instanceof Struct.Skip || known) {
        continue;
      }
      if (!line.isEmpty() && struct.clock() > end) {
        line.add(new Struct.Skip(end, struct.clock() - end));
      }
      boolean overlaps = !line.isEmpty() && struct.clock() < end;
      line.add(overlaps ? struct.tail(end - struct.clock()) : struct);
      end = struct.end();
    }
    return line;
  }

  private static List<Struct> after(List<Struct> structs, int known) {
    int first = 0;
    while (first < structs.size() && isKnown(structs.get(first), known)) {
      first++;
    }
    if (first == structs.size()) {
      return List.of();
    }
    List<Struct> lacking = new ArrayList<>(structs.subList(first, structs.size()));
    Struct head = lacking.getFirst();
    if (head.clock() < known) {
      lacking.set(0, head.tail(known - head.clock()));
    }
    return lacking;
  }

  /** A leading gap says nothing, so it counts as known. */
  private static boolean isKnown(Struct struct, int known) {
    return struct.end() <= known || struct instanceof Struct.Skip;
  }
}
