package dev.atrium.ydoc.room;

import java.util.HashSet;
import java.util.Set;

/** One connection to a room. */
public final class Member {

  private final boolean canWrite;
  private final boolean wantsAcknowledgements;
  private final RateLimit rate;

  /** Clients for whose awareness states this member speaks. */
  final Set<Long> clients = new HashSet<>();

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

  /** Counts one more update; returns how many there have been. */
  long countUpdate() {
    return ++updates;
  }
}
