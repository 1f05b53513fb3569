package dev.atrium.runner.document;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.TextEdit;
import dev.atrium.runner.document.text.TextForm;
import dev.atrium.runner.document.text.TextMerge;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.journal.JournalEntry.SeenFile;
import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.UnsavedDocument;
import dev.atrium.ydoc.Doc;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Loads documents: what the log has, what the journal has beyond it, and what stands in the file.
 * Blocks; thread-safe.
 *
 * <p>A file that is not what the document last made of it was changed past the document: the
 * difference is an edit of the disk. If the document's text at that time is not known any more,
 * only what the file has in addition is taken in, so nothing that was typed goes.
 */
final class DocumentLoader {

  private final DocumentLog log;
  private final FileSaver files;

  DocumentLoader(DocumentLog log, FileSaver files) {
    this.log = log;
    this.files = files;
  }

  /**
   * Loads the document of a file.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, {@code not-text}, {@code
   *     too-large}, {@code not-ready}, {@code storage-unreachable}
   */
  LoadedDocument load(ProjectPath path) {
    // Asked first: it refuses while the files are still being fetched, and a file that has not come
    // yet is not one that is gone.
    Optional<DocumentState> saved = log.saved(path);
    FileVersion file = read(path);
    if (saved.isEmpty()) {
      return fresh(path, file);
    }
    DocumentState state = saved.get();
    Stage stage = new Stage(file);
    stage.add(stage.whole(state), state);
    return stage.finish(state.guid(), path, false, false);
  }

  /** Loads what the journal had of a document at this start, on top of what the log has. */
  LoadedDocument recover(UnsavedDocument unsaved) {
    ProjectPath path = unsaved.path();
    Stage stage = new Stage(read(path));
    log.known(unsaved.guid()).ifPresent(state -> stage.add(stage.whole(state), state));
    unsaved.committed().forEach(state -> stage.add(stage.whole(state), state));
    for (JournalEntry.DocumentUpdate update : unsaved.updates()) {
      stage.add(update);
    }
    return stage.finish(unsaved.guid(), path, true, true);
  }

  private FileVersion read(ProjectPath path) {
    byte[] bytes =
        files
            .read(path)
            .orElseThrow(
                () -> ProblemType.NOT_FOUND.thrownFor("path", "Nothing stands at '" + path + "'."));
    return FileVersion.of(bytes, ContentHash.of(bytes))
        .orElseThrow(
            () -> ProblemType.NOT_TEXT.thrownFor("path", "'" + path + "' is not UTF-8 text."));
  }

  private static LoadedDocument fresh(ProjectPath path, FileVersion file) {
    Doc doc = new Doc();
    if (!file.text().isEmpty()) {
      doc.text(LiveDocument.TEXT).insert(0, file.text());
    }
    return new LoadedDocument(
        UUID.randomUUID().toString(),
        path,
        doc,
        true,
        file,
        List.of(),
        file.hash(),
        List.of(),
        WholeStates.unknown(),
        false);
  }

  /** A document on its way from its parts. */
  private final class Stage {

    private final Doc doc = new Doc();
    private final FileVersion file;
    private final List<Integer> sizes = new ArrayList<>();
    private long wholeBytes;

    /** The file that the document last made or took in, and its text if that is known. */
    private ContentHash known;

    private String knownText;

    Stage(FileVersion file) {
      this.file = file;
    }

    byte[] whole(DocumentState state) {
      return state.isWhole() ? log.read(state) : null;
    }

    void add(byte[] whole, DocumentState state) {
      if (whole != null) {
        doc.applyUpdate(whole, this);
        wholeBytes = whole.length;
        sizes.clear();
      }
      for (byte[] update : state.updates()) {
        doc.applyUpdate(update, this);
        sizes.add(update.length);
      }
      know(state.projected());
    }

    /** What the document has already says nothing new of the file either. */
    void add(JournalEntry.DocumentUpdate entry) {
      Update update = Update.decode(entry.update());
      if (!update.isEmpty() && doc.contains(update)) {
        return;
      }
      doc.applyUpdate(update, this);
      SeenFile seen = entry.file();
      if (seen != null && seen.before() == null) {
        know(seen.hash());
      } else if (seen != null && seen.before().equals(known)) {
        known = seen.hash();
        knownText = TextMerge.apply(knownText == null ? "" : knownText, seen.edits());
      }
    }

    private void know(ContentHash hash) {
      known = hash;
      String text = text();
      boolean made =
          TextForm.ALL.stream().anyMatch(form -> ContentHash.of(form.encode(text)).equals(hash));
      knownText = made ? text : null;
    }

    LoadedDocument finish(String guid, ProjectPath path, boolean recovered, boolean whole) {
      long bytes = sizes.stream().mapToLong(Integer::longValue).sum();
      return new LoadedDocument(
          guid,
          path,
          doc,
          false,
          file,
          fromDisk(),
          known,
          fileEdits(),
          whole ? WholeStates.unknown() : WholeStates.known(wholeBytes, bytes, sizes.size()),
          recovered);
    }

    private List<TextEdit> fromDisk() {
      if (file.hash().equals(known)) {
        return List.of();
      }
      return knownText == null
          ? TextMerge.additions(file.text(), text())
          : TextMerge.edits(knownText, file.text(), text());
    }

    private List<TextEdit> fileEdits() {
      return knownText == null
          ? TextMerge.replacement(file.text())
          : TextMerge.between(knownText, file.text());
    }

    private String text() {
      return doc.text(LiveDocument.TEXT).toString();
    }
  }
}
