package dev.atrium.runner.sync;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.journal.JournalEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the journal has of one document and the log has not.
 *
 * @param path where its file stands after everything that the journal has, or stood last
 * @param hasFile whether that is still its file: false if it was deleted, or has another document
 * @param committed what was committed together with the file, in order
 * @param updates every acknowledged update, in order; some may be in {@code committed} too
 */
public record UnsavedDocument(
    String guid,
    ProjectPath path,
    boolean hasFile,
    List<DocumentState> committed,
    List<JournalEntry.DocumentUpdate> updates) {

  /** Finds the documents in what the journal held at a start. */
  static List<UnsavedDocument> in(
      List<JournalEntry.Batch> batches, List<JournalEntry.DocumentUpdate> updates) {
    List<JournalEntry> entries = new ArrayList<>(batches);
    entries.addAll(updates);
    entries.sort(Comparator.comparingLong(UnsavedDocument::seqOf));
    Map<String, UnsavedDocument> found = new LinkedHashMap<>();
    for (JournalEntry entry : entries) {
      switch (entry) {
        case JournalEntry.Batch batch -> batch.changes().forEach(change -> follow(found, change));
        case JournalEntry.DocumentUpdate update ->
            at(found, update.guid(), update.path()).updates.add(update);
        default -> throw new IllegalArgumentException("Neither a batch nor an update: " + entry);
      }
    }
    return List.copyOf(found.values());
  }

  private static void follow(Map<String, UnsavedDocument> found, Change change) {
    if (change.isDeletion()) {
      found.replaceAll(
          (guid, document) ->
              document.path.startsWith(change.path()) ? document.withoutFile() : document);
    } else if (change.movedFrom() != null) {
      found.replaceAll(
          (guid, document) ->
              document.hasFile && document.path.startsWith(change.movedFrom())
                  ? document.at(change.path().resolve(document.path.below(change.movedFrom())))
                  : document);
    }
    DocumentState document = change.document();
    if (document != null) {
      at(found, document.guid(), change.path()).committed.add(document);
    }
  }

  private static UnsavedDocument at(
      Map<String, UnsavedDocument> found, String guid, ProjectPath path) {
    return found.computeIfAbsent(
        guid, g -> new UnsavedDocument(g, path, true, new ArrayList<>(), new ArrayList<>()));
  }

  UnsavedDocument at(ProjectPath moved) {
    return new UnsavedDocument(guid, moved, hasFile, committed, updates);
  }

  UnsavedDocument withoutFile() {
    return new UnsavedDocument(guid, path, false, committed, updates);
  }

  private static long seqOf(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Batch batch -> batch.seq();
      case JournalEntry.DocumentUpdate update -> update.seq();
      default -> 0;
    };
  }
}
