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
import dev.atrium.ydoc.encoding.DecodingException;
import dev.atrium.ydoc.update.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Loads documents: what the log has, what the journal has beyond it, and what stands in the file.
 * Blocks; thread-safe.
 *
 * <p>A file that is not what the document last made of it was changed past the document: the
 * difference is an edit of the disk. If the document's text at that time is not known any more,
 * only what the file has in addition is taken in, so nothing that was typed goes.
 */
final class DocumentLoader {

  private static final Logger LOG = Logger.getLogger(DocumentLoader.class);

  private final DocumentLog log;
  private final FileSaver files;

  DocumentLoader(DocumentLog log, FileSaver files) {
    this.log = log;
    this.files = files;
  }

  /**
   * Loads the document of a file. One that cannot be read is set aside, and the file gets another.
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
    Stage stage = new Stage();
    try {
      stage.add(stage.whole(state), state);
    } catch (DecodingException unreadable) {
      setAside(state);
      return fresh(path, file);
    }
    return stage.finish(state.guid(), path, file, false, false);
  }

  /**
   * Loads what the journal had of a document at this start, on top of what the log has. An update
   * that cannot be read is set aside.
   *
   * @throws dev.atrium.api.problem.ProblemException see {@link #load}
   * @throws DecodingException if the document as a whole cannot be read
   */
  LoadedDocument recover(UnsavedDocument unsaved) {
    FileVersion file = read(unsaved.path());
    Stage stage = committed(unsaved);
    unsaved.updates().forEach(update -> addOrSetAside(stage, update));
    return stage.finish(unsaved.guid(), unsaved.path(), file, true, true);
  }

  /**
   * What the journal had of a document whose file is lost, if the file did not have all of it.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-ready}, {@code storage-unreachable}
   * @throws DecodingException if the document as a whole cannot be read
   */
  Optional<ConflictCopies.Leftover> left(UnsavedDocument unsaved) {
    Stage stage = committed(unsaved);
    byte[] pending = stage.doc.pending().encode();
    unsaved.updates().forEach(update -> addOrSetAside(stage, update));
    if (stage.doc.hasPending()) {
      // The log has let the document go with its file: its text cannot be made any more.
      if (!Arrays.equals(pending, stage.doc.pending().encode())) {
        setAside(unsaved.guid(), stage.doc.encodeStateAsUpdate());
      }
      return Optional.empty();
    }
    return stage.left(unsaved);
  }

  /** Sets everything aside that the journal had of a document. */
  void setAside(UnsavedDocument unsaved) {
    unsaved.committed().forEach(this::setAside);
    unsaved.updates().forEach(this::setAside);
  }

  private void setAside(DocumentState state) {
    if (state.isWhole()) {
      setAside(state.guid() + "-" + state.projected().hex(), log.read(state));
    }
    for (int i = 0; i < state.updates().size(); i++) {
      setAside(state.guid() + "-" + state.projected().hex() + "-" + i, state.updates().get(i));
    }
  }

  private Stage committed(UnsavedDocument unsaved) {
    Stage stage = new Stage();
    log.known(unsaved.guid()).ifPresent(state -> stage.add(stage.whole(state), state));
    unsaved.committed().forEach(state -> stage.add(stage.whole(state), state));
    return stage;
  }

  private void addOrSetAside(Stage stage, JournalEntry.DocumentUpdate update) {
    try {
      stage.add(update);
    } catch (DecodingException unreadable) {
      setAside(update);
    }
  }

  private void setAside(JournalEntry.DocumentUpdate update) {
    setAside(update.guid() + "-" + update.seq(), update.update());
  }

  private void setAside(String name, byte[] update) {
    LOG.errorf(
        "What the journal had of a document cannot be used; it is kept as '%s'.",
        log.setAside(name + ".yjs", update));
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
    private final List<Integer> sizes = new ArrayList<>();
    private long wholeBytes;

    /** The file that the document last made or took in, and its text if that is known. */
    private ContentHash known;

    private String knownText;
    private TextForm knownForm = new TextForm(false, false);

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
      Optional<TextForm> made =
          TextForm.ALL.stream()
              .filter(form -> ContentHash.of(form.encode(text)).equals(hash))
              .findFirst();
      knownForm = made.orElse(knownForm);
      knownText = made.isPresent() ? text : null;
    }

    /** What the file, as the document last knew it, has not. */
    Optional<ConflictCopies.Leftover> left(UnsavedDocument unsaved) {
      if (text().equals(knownText)) {
        return Optional.empty();
      }
      String author =
          unsaved.updates().reversed().stream()
              .map(JournalEntry.DocumentUpdate::author)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      byte[] content = knownForm.encode(text());
      return Optional.of(new ConflictCopies.Leftover(unsaved.path(), content, author));
    }

    LoadedDocument finish(
        String guid, ProjectPath path, FileVersion file, boolean recovered, boolean whole) {
      long bytes = sizes.stream().mapToLong(Integer::longValue).sum();
      return new LoadedDocument(
          guid,
          path,
          doc,
          false,
          file,
          fromDisk(file),
          known,
          fileEdits(file),
          whole ? WholeStates.unknown() : WholeStates.known(wholeBytes, bytes, sizes.size()),
          recovered);
    }

    private List<TextEdit> fromDisk(FileVersion file) {
      if (file.hash().equals(known)) {
        return List.of();
      }
      return knownText == null
          ? TextMerge.additions(file.text(), text())
          : TextMerge.edits(knownText, file.text(), text());
    }

    private List<TextEdit> fileEdits(FileVersion file) {
      return knownText == null
          ? TextMerge.replacement(file.text())
          : TextMerge.between(knownText, file.text());
    }

    private String text() {
      return doc.text(LiveDocument.TEXT).toString();
    }
  }
}
