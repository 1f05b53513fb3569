package dev.atrium.ydoc.room;

import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.awareness.AwarenessUpdate;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One connection to a room. */
public final class Member {

  private final boolean canWrite;
  private final boolean wantsAcknowledgements;
  private final UnaryOperator<String> signature;
  private final RateLimit rate;

  /** Clients for whose awareness states this member speaks. */
  final Set<Long> clients = new HashSet<>();

  /** Updates that wait for others; neither they nor those after them are acknowledged. */
  private final List<Update> waiting = new ArrayList<>();

  private long updates;

  Member(
      boolean canWrite,
      boolean wantsAcknowledgements,
      UnaryOperator<String> signature,
      RateLimit rate) {
    this.canWrite = canWrite;
    this.wantsAcknowledgements = wantsAcknowledgements;
    this.signature = signature;
    this.rate = rate;
  }

  public boolean canWrite() {
    return canWrite;
  }

  boolean wantsAcknowledgements() {
    return wantsAcknowledgements;
  }

  /** What others are told of a state that this member has sent. */
  AwarenessUpdate.Entry signed(AwarenessUpdate.Entry entry) {
    return entry.state() == null
        ? entry
        : new AwarenessUpdate.Entry(entry.client(), entry.clock(), signature.apply(entry.state()));
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
