package dev.atrium.runner.sync;

import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells a moved file from a deleted and a new one, where live documents are concerned: whoever is
 * in the document of a file that {@code mv} takes elsewhere goes along. A file is where one has
 * appeared that is the same inode with the same content; or, for what is written anew in place of
 * being moved, the only one with that content. A directory is the same inode.
 *
 * <p>Many programs take a file away for a moment, so nothing is said of an absence before it has
 * lasted {@link #SETTLE}; what may be the moved file is not told before that either. One look at a
 * time.
 */
final class DocumentMoves {

  static final Duration SETTLE = Duration.ofMillis(300);

  private final DiskIndex index;
  private final Predicate<ProjectPath> hasDocuments;
  private final Clock clock;
  private final Map<ProjectPath, Long> absentSince = new HashMap<>();
  private volatile boolean undecided;

  /**
   * @param hasDocuments whether the file at a path, or one below it, has a document
   */
  DocumentMoves(DiskIndex index, Predicate<ProjectPath> hasDocuments, Clock clock) {
    this.index = index;
    this.hasDocuments = hasDocuments;
    this.clock = clock;
  }

  /** What stood at one path stands at another. */
  record Move(ProjectPath from, ProjectPath to) {}

  /**
   * A look at the disk, read again.
   *
   * @param moves to be taken in before the findings
   * @param findings without what is not sure yet
   * @param again directories that have to be looked at again for that
   */
  record Read(List<Move> moves, List<Observation> findings, Set<ProjectPath> again) {}

  /** Whether the last look left something open; on any thread. */
  boolean isUndecided() {
    return undecided;
  }

  /** Reads what one look found; it must have been at least at all that the last one left open. */
  Read read(List<Observation> found) {
    List<Observation> absences =
        found.stream()
            .filter(Observation::isAbsence)
            .filter(absence -> hasDocuments.test(absence.path()))
            .toList();
    absentSince.keySet().retainAll(absences.stream().map(Observation::path).toList());
    if (absences.isEmpty()) {
      undecided = false;
      return new Read(List.of(), found, Set.of());
    }
    List<Observation> arrivals =
        found.stream().filter(one -> !one.isAbsence() && index.get(one.path()) == null).toList();
    List<Move> moves = new ArrayList<>();
    Set<ProjectPath> open = new HashSet<>();
    Set<ProjectPath> settled = new HashSet<>();
    long now = clock.millis();
    for (Observation absence : absences) {
      ProjectPath from = absence.path();
      ProjectPath to = target(from, arrivals);
      if (now - absentSince.computeIfAbsent(from, path -> now) < SETTLE.toMillis()) {
        open.add(from);
        if (to != null) {
          open.add(to);
        }
      } else if (to != null && moves.stream().noneMatch(move -> move.to().equals(to))) {
        moves.add(new Move(from, to));
        settled.add(from);
      }
    }
    undecided = !open.isEmpty();
    List<Observation> findings =
        found.stream()
            .filter(one -> !settled.contains(one.path()))
            .filter(one -> open.stream().noneMatch(one.path()::startsWith))
            .toList();
    return new Read(moves, findings, parents(open));
  }

  private ProjectPath target(ProjectPath from, List<Observation> arrivals) {
    IndexEntry before = index.get(from);
    if (before == null || before.type() == FileType.LINK) {
      return null;
    }
    List<Observation> alike =
        arrivals.stream()
            .filter(one -> IndexEntry.typeOf(one.stat().kind()) == before.type())
            .filter(one -> before.type() == FileType.DIRECTORY || isSameText(before, one))
            .toList();
    return alike.stream()
        .filter(one -> before.fileKey().equals(String.valueOf(one.stat().fileKey())))
        .findFirst()
        .or(() -> onlyOne(before, alike))
        .map(Observation::path)
        .orElse(null);
  }

  private static boolean isSameText(IndexEntry before, Observation arrival) {
    return before.hash() != null && before.hash().equals(arrival.hash());
  }

  private static Optional<Observation> onlyOne(IndexEntry before, List<Observation> alike) {
    boolean telling = before.type() == FileType.FILE && before.size() > 0 && alike.size() == 1;
    return telling ? Optional.of(alike.getFirst()) : Optional.empty();
  }

  private static Set<ProjectPath> parents(Set<ProjectPath> paths) {
    Set<ProjectPath> parents = new HashSet<>();
    paths.forEach(path -> parents.add(path.parent()));
    return parents;
  }
}
