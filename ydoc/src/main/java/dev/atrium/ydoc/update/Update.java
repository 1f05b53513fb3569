package dev.atrium.ydoc.update;

import dev.atrium.ydoc.encoding.Decoder;
import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.encoding.Encoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An update of version 1: structs by client, and what is deleted. Immutable.
 *
 * @param sections one for each client, structs in the order of their clocks and without holes
 */
public record Update(List<Section> sections, DeleteSet deletions) {

  public static final Update EMPTY = new Update(List.of(), DeleteSet.EMPTY);

  /** The structs of one client; not empty. */
  public record Section(long client, List<Struct> structs) {

    public int clock() {
      return structs.getFirst().clock();
    }
  }

  public boolean isEmpty() {
    return sections.isEmpty() && deletions.isEmpty();
  }

  /**
   * Reads and checks all of an update.
   *
   * @throws UnsupportedUpdateException for version 2
   * @throws DecodingException for anything else that is no update
   */
  public static Update decode(byte[] bytes) {
    return decode(bytes, Integer.MAX_VALUE);
  }

  /**
   * See {@link #decode(byte[])}.
   *
   * @param maxParts an update of more clients, structs, values and deletions than these together is
   *     refused before they take memory
   */
  public static Update decode(byte[] bytes, int maxParts) {
    try {
      Decoder decoder = new Decoder(bytes, maxParts);
      Update update = new Update(readSections(decoder), DeleteSet.read(decoder));
      if (decoder.hasRemaining()) {
        throw decoder.refused("something follows the update");
      }
      return update;
    } catch (DecodingException e) {
      throw VersionTwo.matches(bytes) ? new UnsupportedUpdateException() : e;
    }
  }

  /** How many structs, values and deletions it consists of. */
  public int partCount() {
    int parts = deletions.rangeCount();
    for (Section section : sections) {
      for (Struct struct : section.structs()) {
        parts += struct instanceof Struct.Item item ? item.content().partCount() : 1;
      }
    }
    return parts;
  }

  /** The highest client first: that spares whoever integrates it conflicts. */
  public byte[] encode() {
    Encoder encoder = new Encoder();
    encoder.writeVarUint(sections.size());
    List<Section> sorted = new ArrayList<>(sections);
    sorted.sort(Comparator.comparingLong(Section::client).reversed());
    for (Section section : sorted) {
      encoder.writeVarUint(section.structs().size());
      encoder.writeVarUint(section.client());
      encoder.writeVarUint(section.clock());
      section.structs().forEach(struct -> struct.write(encoder));
    }
    deletions.write(encoder);
    return encoder.toByteArray();
  }

  private static List<Section> readSections(Decoder decoder) {
    List<Section> sections = new ArrayList<>();
    Set<Long> clients = new HashSet<>();
    for (int left = decoder.readCount(3, "clients"); left > 0; left--) {
      int structs = decoder.readCount(2, "structs");
      long client = decoder.readVarUint();
      int clock = decoder.readVarUint(Id.MAX_CLOCK, "clock");
      if (!clients.add(client)) {
        throw decoder.refused("two sections of the client " + client);
      }
      List<Struct> read = readStructs(new StructReader(decoder, client), structs, clock);
      if (!read.isEmpty()) {
        sections.add(new Section(client, read));
      }
    }
    return sections;
  }

  private static List<Struct> readStructs(StructReader reader, int count, int start) {
    List<Struct> structs = new ArrayList<>(Math.min(count, 1024));
    int clock = start;
    for (int left = count; left > 0; left--) {
      Struct struct = reader.read(clock);
      if (struct != null) {
        structs.add(struct);
        clock = struct.end();
      }
    }
    return structs;
  }
}
