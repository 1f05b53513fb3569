package dev.atrium.ydoc.store;

import dev.atrium.ydoc.update.Struct;
import dev.atrium.ydoc.update.Update;
import java.util.List;

/** The structs of one client that have not been integrated yet. */
final class StructQueue {

  final long client;
  private final List<Struct> structs;
  private int next;

  /** Whether its first struct waits for something that is not there. */
  boolean blocked;

  /** Whether its first struct waits for another queue right now. */
  boolean waiting;

  StructQueue(Update.Section section) {
    client = section.client();
    structs = section.structs();
  }

  boolean isExhausted() {
    return blocked || next == structs.size();
  }

  Struct first() {
    return structs.get(next);
  }

  void removeFirst() {
    next++;
  }

  boolean hasRest() {
    return next < structs.size();
  }

  Update.Section rest() {
    return new Update.Section(client, List.copyOf(structs.subList(next, structs.size())));
  }
}
