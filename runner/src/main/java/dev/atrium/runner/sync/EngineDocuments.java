package dev.atrium.runner.sync;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.DocumentState;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.journal.DiskJournalDirectory;
import dev.atrium.runner.journal.JournalEntry;
import dev.atrium.runner.storage.SavedLog;
import dev.atrium.runner.storage.StorageUnreachableException;
import dev.atrium.runner.storage.SupersededException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The engine's {@link DocumentLog}. */
final class EngineDocuments implements DocumentLog {

  private static final Follower NOBODY =
      new Follower() {
        @Override
        public void opened() {}

        @Override
        public void changed(List<Change> changes) {}

        @Override
        public boolean isOpenAtOrBelow(ProjectPath path) {
          return false;
        }

        @Override
        public void flush() {}

        @Override
        public void stop() {}
      };

  /** Holds what the journal had at the start, until its documents are loaded. */
  private final Object recovery = new Object();

  private final SyncEngine engine;
  private final DocumentPaths paths = new DocumentPaths();

  /** What the log had when it was opened, until its documents are recovered. */
  private final Map<String, DocumentState> atOpen = new ConcurrentHashMap<>();

  private final List<UnsavedDocument> unsaved;
  private volatile Follower follower = NOBODY;

  EngineDocuments(SyncEngine engine) {
    this.engine = engine;
    this.unsaved = UnsavedDocument.in(engine.journal.unsaved(), engine.journal.unsavedUpdates());
    engine.journal.unsaved().forEach(batch -> batch.changes().forEach(paths::changed));
    engine.journal.unsavedUpdates().stream()
        .findFirst()
        .ifPresent(first -> engine.pending.hold(recovery, first::seq));
  }

  Follower follower() {
    return follower;
  }

  /** The log is open now, and nothing has been written to it yet. */
  void opened(SavedLog log) {
    Map<ProjectPath, String> guids = new HashMap<>();
    log.documents()
        .forEach(
            (path, entry) -> {
              guids.put(path, entry.document().guid());
              atOpen.put(entry.document().guid(), entry.document());
            });
    paths.opened(guids);
  }

  /** Which file has which document after everything that was acknowledged. */
  DocumentPaths paths() {
    return paths;
  }

  /** Whether the file at a path, or one below it, has a document. */
  boolean isAtOrBelow(ProjectPath path) {
    return paths.isAnyAtOrBelow(path) || follower.isOpenAtOrBelow(path);
  }

  /** These changes were made, in this order; on the change loop. */
  void changed(List<Change> changes) {
    changes.forEach(paths::changed);
    follower.changed(changes);
  }

  @Override
  public void append(List<Update> updates) {
    engine.requireReady();
    List<JournalEntry> entries = new ArrayList<>(updates.size());
    long newest = 0;
    for (Update update : updates) {
      newest = engine.pending.hold(update.holder(), engine.journal::nextSeq);
      entries.add(
          new JournalEntry.DocumentUpdate(
              newest,
              update.guid(),
              update.path(),
              update.update(),
              update.file(),
              update.author()));
    }
    engine.journal.append(entries);
    engine.feed.acknowledged(newest);
  }

  @Override
  public void release(Object holder) {
    engine.loop.later(() -> engine.pending.release(holder));
  }

  @Override
  public Optional<DocumentState> saved(ProjectPath path) {
    SavedLog log = log();
    return Optional.ofNullable(paths.at(path)).flatMap(guid -> saved(log, guid));
  }

  @Override
  public Optional<DocumentState> saved(String guid) {
    return saved(log(), guid);
  }

  @Override
  public Optional<DocumentState> known(String guid) {
    return saved(log(), guid).or(() -> Optional.ofNullable(atOpen.get(guid)));
  }

  private static Optional<DocumentState> saved(SavedLog log, String guid) {
    return log.documents().values().stream()
        .map(TreeEntry::document)
        .filter(document -> document.guid().equals(guid))
        .findFirst();
  }

  @Override
  public byte[] read(DocumentState document) {
    if (document.state() instanceof ContentRef.Inline inline) {
      return inline.bytes();
    }
    try {
      return engine.storage.read(document.hash(), document.size(), document.state());
    } catch (StorageUnreachableException unreachable) {
      throw ProblemType.STORAGE_UNREACHABLE.thrown(
          "The document's history cannot be read now; try again in a moment.", unreachable);
    } catch (SupersededException newer) {
      throw SyncPhase.SUPERSEDED.refusal();
    }
  }

  @Override
  public List<UnsavedDocument> unsaved() {
    Map<ProjectPath, UnsavedDocument> byPath = new LinkedHashMap<>();
    List<UnsavedDocument> all = new ArrayList<>();
    for (UnsavedDocument document : unsaved) {
      // An update may have been written behind a move with the path from before it.
      ProjectPath path = paths.of(document.guid()).orElse(document.path());
      UnsavedDocument here = document.at(path);
      if (here.hasFile()) {
        UnsavedDocument rival = byPath.put(path, here);
        if (rival != null) {
          UnsavedDocument owner = ofThePath(rival, here);
          byPath.put(path, owner);
          all.add((owner == here ? rival : here).withoutFile());
        }
      } else {
        all.add(here);
      }
    }
    all.addAll(byPath.values());
    return List.copyOf(all);
  }

  /** Of a file that was made anew the journal may still have the document of the one before. */
  private UnsavedDocument ofThePath(UnsavedDocument earlier, UnsavedDocument later) {
    return earlier.guid().equals(paths.at(earlier.path())) ? earlier : later;
  }

  @Override
  public Path setAside(String name, byte[] content) {
    Path directory = engine.settings.state().resolve("set-aside");
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(directory);
      Files.write(file, content, CREATE, TRUNCATE_EXISTING, WRITE, DSYNC);
      DiskJournalDirectory.sync(directory);
      return file;
    } catch (IOException failed) {
      throw new UncheckedIOException("'" + file + "' cannot be written.", failed);
    }
  }

  @Override
  public void recovered() {
    release(recovery);
    atOpen.clear();
  }

  @Override
  public void follow(Follower one) {
    follower = one;
  }

  private SavedLog log() {
    engine.requireReady();
    SavedLog log = engine.uploader.log();
    if (log == null) {
      throw ProblemType.NOT_READY.thrown(
          "Live documents open when the object store answers again; files can be edited.");
    }
    return log;
  }
}
