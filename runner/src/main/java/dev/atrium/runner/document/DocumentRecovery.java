package dev.atrium.runner.document;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.sync.UnsavedDocument;
import dev.atrium.ydoc.encoding.DecodingException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Brings what the journal had of documents at this start into their files; beside them, where they
 * are lost. Until all of it is there, the journal lets nothing of it go. Thread-safe.
 */
final class DocumentRecovery {

  private static final Duration RETRY = Duration.ofSeconds(2);

  /** The document has no file any more. */
  private static final Set<ProblemType> LOST =
      Set.of(
          ProblemType.NOT_FOUND,
          ProblemType.NOT_TEXT,
          ProblemType.NOT_A_REGULAR_FILE,
          ProblemType.TOO_LARGE);

  private static final Logger LOG = Logger.getLogger(DocumentRecovery.class);

  private final DocumentServices services;
  private final DocumentLoader loader;
  private final Function<UnsavedDocument, LiveDocument> load;

  /** The guids of documents that are loaded, or cannot be. */
  private final Set<String> loaded = new HashSet<>();

  /** Those of documents that are not in their files yet. */
  private final Set<String> owed = new HashSet<>();

  private boolean over;

  /**
   * @param load recovers a document; it blocks, and throws what {@link DocumentLoader} does
   */
  DocumentRecovery(
      DocumentServices services,
      DocumentLoader loader,
      Function<UnsavedDocument, LiveDocument> load) {
    this.services = services;
    this.loader = loader;
    this.load = load;
  }

  /** Whether documents may be opened: nothing that the journal had of them is missing. */
  synchronized boolean isLoaded() {
    return loaded.containsAll(guids());
  }

  /** Loads all documents and has them saved; what S3 does not give yet comes later. Blocks. */
  synchronized void run() {
    services.log().unsaved().stream()
        .filter(unsaved -> !loaded.contains(unsaved.guid()))
        .forEach(this::recover);
    if (!isLoaded()) {
      services.timers().after(RETRY, () -> services.threads().execute(this::run));
    }
    finish();
  }

  private void recover(UnsavedDocument unsaved) {
    String guid = unsaved.guid();
    try {
      open(unsaved);
      loaded.add(guid);
    } catch (ProblemException refused) {
      LOG.warnf(
          "The document of '%s' is not recovered yet: %s", unsaved.path(), refused.getMessage());
      if (refused.type() == ProblemType.EPOCH_SUPERSEDED) {
        // This runner gets no other chance; the journal keeps what it has.
        owed.add(guid);
        loaded.add(guid);
      }
    } catch (RuntimeException failed) {
      LOG.errorf(
          failed, "The document of '%s' was not recovered; the journal keeps it.", unsaved.path());
      owed.add(guid);
      loaded.add(guid);
    }
  }

  private void open(UnsavedDocument unsaved) {
    try {
      openOrKeep(unsaved);
    } catch (DecodingException unreadable) {
      LOG.errorf(unreadable, "The document of '%s' cannot be read.", unsaved.path());
      loader.setAside(unsaved);
    }
  }

  private void openOrKeep(UnsavedDocument unsaved) {
    if (!unsaved.hasFile()) {
      keepText(unsaved);
      return;
    }
    try {
      LiveDocument document = load.apply(unsaved);
      owed.add(unsaved.guid());
      save(document, unsaved.guid());
    } catch (ProblemException refused) {
      if (!LOST.contains(refused.type())) {
        throw refused;
      }
      keepText(unsaved);
    }
  }

  private void keepText(UnsavedDocument unsaved) {
    loader
        .left(unsaved)
        .ifPresent(
            left -> {
              owed.add(unsaved.guid());
              services.copies().keep(left).thenAccept(_ -> saved(unsaved.guid()));
            });
  }

  private void save(LiveDocument document, String guid) {
    document
        .saveNow()
        .whenComplete(
            (saved, failed) -> {
              if (failed == null) {
                saved(guid);
              } else {
                services.timers().after(RETRY, () -> save(document, guid));
              }
            });
  }

  private synchronized void saved(String guid) {
    owed.remove(guid);
    finish();
  }

  private void finish() {
    if (!over && owed.isEmpty() && isLoaded()) {
      over = true;
      services.log().recovered();
    }
  }

  private List<String> guids() {
    return services.log().unsaved().stream().map(UnsavedDocument::guid).toList();
  }
}
