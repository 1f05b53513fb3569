package dev.atrium.runner.sync;

import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.journal.JournalEntry;

/**
 * Up to which number the project's own disk has every edit for good. Until then the journal keeps
 * an edit, even if S3 has it too. The uploader's thread only.
 */
final class Durability {

  private final Journal journal;
  private final TreeForce force;
  private long seq;

  Durability(Journal journal, TreeForce force) {
    this.journal = journal;
    this.force = force;
  }

  /** Forces what was touched, so that everything up to a number is there; a later call may help. */
  void force(long upTo) {
    if (upTo > seq && force.force()) {
      seq = upTo;
      journal.note(new JournalEntry.Forced(upTo));
    }
  }

  long seq() {
    return seq;
  }
}
