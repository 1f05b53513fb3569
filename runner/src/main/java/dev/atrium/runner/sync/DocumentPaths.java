package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which file has which document after everything that was acknowledged: the log may not have the
 * newest moves yet. What happens before the log is open is remembered until it is. Thread-safe.
 */
final class DocumentPaths {

  private final List<Change> early = new ArrayList<>();
  private Map<ProjectPath, String> guids;

  /** The guid of the document of the file at a path, or null. */
  synchronized String at(ProjectPath path) {
    return guids == null ? null : guids.get(path);
  }

  /** Where the file of a document stands; empty if that is not known. */
  synchronized Optional<ProjectPath> of(String guid) {
    return guids == null
        ? Optional.empty()
        : guids.entrySet().stream()
            .filter(entry -> entry.getValue().equals(guid))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Whether the file at a path, or one below it, has a document; true as long as it is unknown. */
  synchronized boolean isAnyAtOrBelow(ProjectPath path) {
    return guids == null || guids.keySet().stream().anyMatch(at -> at.startsWith(path));
  }

  /** The log was opened and has these documents. */
  synchronized void opened(Map<ProjectPath, String> saved) {
    guids = new HashMap<>(saved);
    early.forEach(this::fold);
    early.clear();
  }

  /** A change was acknowledged or found. Folding one twice does no harm. */
  synchronized void changed(Change change) {
    boolean matters =
        change.isDeletion()
            || change.movedFrom() != null
            || change.type() != FileType.FILE
            || change.document() != null;
    if (matters && guids == null) {
      early.add(change.withContent(null));
    } else if (matters) {
      fold(change);
    }
  }

  private void fold(Change change) {
    if (change.document() != null) {
      guids.put(change.path(), change.document().guid());
    } else if (change.movedFrom() != null) {
      move(change.movedFrom(), change.path());
    } else if (change.type() != FileType.DIRECTORY) {
      guids.keySet().removeIf(path -> path.startsWith(change.path()));
    }
  }

  private void move(ProjectPath from, ProjectPath to) {
    Map<ProjectPath, String> moved = new HashMap<>();
    guids.forEach(
        (path, guid) -> {
          if (path.startsWith(from)) {
            moved.put(path.equals(from) ? to : to.resolve(path.below(from)), guid);
          }
        });
    guids.keySet().removeIf(path -> path.startsWith(from));
    guids.putAll(moved);
  }
}
