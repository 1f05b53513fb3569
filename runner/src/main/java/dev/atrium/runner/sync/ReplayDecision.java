package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import java.util.Set;

/** What to do at a start with a change that is in the journal but perhaps not on disk; a table. */
enum ReplayDecision {
  /** It is not on disk: make it. */
  APPLY,
  /** It is on disk, or something later in the journal has replaced it. */
  DONE,
  /** Something else stands there: keep that, and the change's content beside it. */
  COPY,
  /** Something else stands there, and the change has no content that could be lost. */
  SKIP;

  /**
   * What the rest of the journal does to the same path.
   *
   * @param hashes the contents that it writes there
   * @param removed whether it deletes what the change leaves there, or has moved it away already
   * @param superseded whether it replaces the change's content with one that was made from it
   */
  record Later(Set<ContentHash> hashes, boolean removed, boolean superseded) {}

  /**
   * Decides.
   *
   * @param here what stands at the change's path
   * @param source what stands where it moved from; nothing if it is no move
   * @param newer whether what stands at the change's path, or where it moved from, was certainly
   *     written after the change was made, and not by it
   */
  static ReplayDecision of(
      Change change, Standing here, Standing source, Later later, boolean newer) {
    if (change.isDeletion()) {
      return newer ? SKIP : ofDeletion(change, here);
    }
    if (change.movedFrom() != null) {
      boolean moved = newer || !isWhatMoved(change, source);
      return moved ? DONE : here.isNothing() ? APPLY : SKIP;
    }
    if (change.type() == FileType.FILE) {
      return ofFile(change, here, later, newer);
    }
    FileKind kind = change.type() == FileType.LINK ? FileKind.LINK : FileKind.DIRECTORY;
    return here.kind() == kind || here.isNothing() && later.removed()
        ? DONE
        : here.isNothing() ? APPLY : SKIP;
  }

  /** What was made at the old place since the move is not what moved. */
  private static boolean isWhatMoved(Change change, Standing source) {
    boolean known = source.isFile() && change.base() != null;
    return known ? source.hash().equals(change.base()) : !source.isNothing();
  }

  private static ReplayDecision ofDeletion(Change change, Standing here) {
    if (here.isNothing()) {
      return DONE;
    }
    return !here.isFile() || here.hash().equals(change.base()) ? APPLY : SKIP;
  }

  private static ReplayDecision ofFile(Change change, Standing here, Later later, boolean newer) {
    ReplayDecision beside = later.superseded() ? DONE : COPY;
    if (here.isNothing()) {
      return later.removed() ? DONE : change.base() == null ? APPLY : beside;
    }
    if (!here.isFile()) {
      return later.removed() ? DONE : beside;
    }
    if (here.hash().equals(change.hash())) {
      return here.mode() == change.mode() ? DONE : APPLY;
    }
    if (later.hashes().contains(here.hash())) {
      return DONE;
    }
    return here.hash().equals(change.base()) && !newer ? APPLY : beside;
  }
}
