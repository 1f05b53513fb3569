package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.DeleteSet;
import dev.atrium.ydoc.update.StateVector;
import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.List;

/** Turns a document, or the end of it, into an update. */
public final class StateWriter {

  private StateWriter() {}

  /**
   * What somebody with {@code known} lacks of {@code store}; all deletions, for they have no clock.
   */
  public static Update write(BlockStore store, StateVector known) {
    List<Update.Section> sections = new ArrayList<>();
    DeleteSet.Builder deletions = new DeleteSet.Builder();
    for (ClientBlocks blocks : store.clients()) {
      int clock = known.clock(blocks.client);
      if (clock < blocks.state()) {
        sections.add(section(blocks, clock));
      }
      addDeletions(blocks, deletions);
    }
    return new Update(sections, deletions.build());
  }

  static Update.Section section(ClientBlocks blocks, int clock) {
    int first = blocks.indexOf(clock);
    List<Struct> structs = new ArrayList<>(blocks.size() - first);
    for (int i = first; i < blocks.size(); i++) {
      structs.add(blocks.get(i).toStruct());
    }
    int known = clock - structs.getFirst().clock();
    if (known > 0) {
      structs.set(0, structs.getFirst().tail(known));
    }
    return new Update.Section(blocks.client, structs);
  }

  private static void addDeletions(ClientBlocks blocks, DeleteSet.Builder deletions) {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (!block.isDeleted()) {
        continue;
      }
      int start = block.clock;
      while (i + 1 < blocks.size() && blocks.get(i + 1).isDeleted()) {
        i++;
      }
      deletions.add(blocks.client, start, blocks.get(i).end() - start);
    }
  }
}
