package dev.atrium.ydoc.room;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One connection to a room. */
public final class Member {

  private final boolean canWrite;
  private final boolean wantsAcknowledgements;
  private final RateLimit rate;

  /** Clients for whose awareness states this member speaks. */
  final Set<Long> clients = new HashSet<>();

  /** Updates that wait for others; neither they nor those after them are acknowledged. */
  private final List<Update> waiting = new ArrayList<>();

  private long updates;

  Member(boolean canWrite, boolean wantsAcknowledgements, RateLimit rate) {
    this.canWrite = canWrite;
    this.wantsAcknowledgements = wantsAcknowledgements;
    this.rate = rate;
  }

  public boolean canWrite() {
    return canWrite;
  }

  boolean wantsAcknowledgements() {
    return wantsAcknowledgements;
  }

  RateLimit rate() {
    return rate;
  }

  /** Counts an update that {@code doc} has applied, or keeps waiting. */
  void count(Update update, Doc doc) {
    updates++;
    waiting.add(update);
    waiting.removeIf(doc::contains);
  }

  /** How many updates wait for others. */
  int waiting() {
    return waiting.size();
  }

  /** How many updates there have been. */
  long updates() {
    return updates;
  }
}
