package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ChangedPath;
import dev.atrium.runner.journal.Journal;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.journal.JournalFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Makes groups of commits: check, journal with one force, disk, feed. Runs on the change loop. */
final class Committer {

  private static final Logger LOG = Logger.getLogger(Committer.class);

  private final Journal journal;
  private final DiskView disk;
  private final Applier applier;
  private final Outgoing outgoing;
  private final PendingQueue pending;
  private final Feed feed;
  private final Space space;
  private final TreeForce force;
  private final Supplier<ProblemException> refusal;
  private final Consumer<List<Change>> made;

  /**
   * @param refusal why nothing may be committed now, or null
   * @param made is told of changes that were carried out
   */
  Committer(
      Journal journal,
      DiskView disk,
      Applier applier,
      Outgoing outgoing,
      PendingQueue pending,
      Feed feed,
      Space space,
      TreeForce force,
      Supplier<ProblemException> refusal,
      Consumer<List<Change>> made) {
    this.journal = journal;
    this.disk = disk;
    this.applier = applier;
    this.outgoing = outgoing;
    this.pending = pending;
    this.feed = feed;
    this.space = space;
    this.force = force;
    this.refusal = refusal;
    this.made = made;
  }

  /** Completes every commit of the group; none of them touches what another one does. */
  void commit(List<ChangeLoop.Commit> group) {
    List<Checked> checked = new ArrayList<>();
    for (ChangeLoop.Commit commit : group) {
      try {
        checked.add(check(commit));
      } catch (RuntimeException refused) {
        commit.result().completeExceptionally(refused);
      }
    }
    if (checked.isEmpty()) {
      return;
    }
    try {
      journal.append(checked.stream().map(Checked::batch).toList());
    } catch (ProblemException | JournalFailedException refused) {
      RuntimeException answer = toProblem(refused);
      checked.forEach(one -> one.commit().result().completeExceptionally(answer));
      return;
    }
    apply(checked);
    journal.note(new JournalEntry.Applied(checked.getLast().batch().seq()));
    feed.acknowledged(journal.lastSeq());
    checked.forEach(one -> one.commit().result().complete(one.batch().seq()));
  }

  private Checked check(ChangeLoop.Commit commit) {
    ProblemException refused = refusal.get();
    if (refused != null) {
      throw refused;
    }
    List<Change> changes = BaseCheck.check(commit.changes(), disk::at);
    space.require(changes);
    force.keepStaged(changes);
    return new Checked(commit, new JournalEntry.Batch(journal.nextSeq(), changes));
  }

  /** The batches are independent, so the disk may work on all of them at once. */
  private void apply(List<Checked> group) {
    if (group.size() == 1) {
      finish(group.getFirst(), carryOut(group.getFirst()));
      return;
    }
    List<Future<Exception>> outcomes = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      group.forEach(one -> outcomes.add(threads.submit(() -> carryOut(one))));
    }
    for (int i = 0; i < group.size(); i++) {
      finish(group.get(i), outcomes.get(i).resultNow());
    }
  }

  /** Returns what failed, or null. */
  private Exception carryOut(Checked checked) {
    try {
      for (Change change : checked.batch().changes()) {
        applier.apply(change);
      }
      return null;
    } catch (IOException | RuntimeException failed) {
      return failed;
    }
  }

  private void finish(Checked checked, Exception failure) {
    if (failure != null) {
      withdraw(checked, failure);
      return;
    }
    List<Change> changes = checked.batch().changes();
    force.touched(changes);
    pending.add(checked.batch().seq(), outgoing.journaled(checked.batch().seq(), changes));
    made.accept(changes);
    feed.changed(changes.stream().flatMap(change -> shown(change).stream()).toList());
  }

  /**
   * The disk refused what the journal has: the batch is taken back there too. What of it reached
   * the disk the watcher finds like anybody's change.
   */
  private void withdraw(Checked checked, Exception failed) {
    LOG.warnf("A commit could not be applied: %s", failed.getMessage());
    try {
      journal.append(List.of(new JournalEntry.Withdrawn(checked.batch().seq())));
    } catch (RuntimeException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
    checked
        .commit()
        .result()
        .completeExceptionally(
            failed instanceof ProblemException
                ? failed
                : ProblemType.INTERNAL.thrown(
                    "The disk refused the change; check the permissions of its directory.",
                    failed));
  }

  private static RuntimeException toProblem(RuntimeException refused) {
    return refused instanceof JournalFailedException
        ? ProblemType.INTERNAL.thrown(
            "The disk failed to keep the edit; it is not acknowledged. The runner must start again.",
            refused)
        : refused;
  }

  /** What watchers of the project are told of a change; a move is a deletion and an arrival. */
  static List<ChangedPath> shown(Change change) {
    ChangedPath here =
        new ChangedPath(
            change.path(), change.hash(), change.isDeletion(), change.cause(), change.author());
    return change.movedFrom() == null
        ? List.of(here)
        : List.of(
            new ChangedPath(change.movedFrom(), null, true, change.cause(), change.author()), here);
  }

  private record Checked(ChangeLoop.Commit commit, JournalEntry.Batch batch) {}
}
