package dev.atrium.runner.document;

import dev.atrium.api.problem.ProblemException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Lets documents that nobody uses leave memory, once S3's log has all of them. Everything happens
 * in the documents' mailboxes.
 */
final class DocumentRelease {

  private static final Logger LOG = Logger.getLogger(DocumentRelease.class);

  private final DocumentServices services;
  private final Duration linger;
  private final OpenDocuments open;
  private final Set<LiveDocument> waiting = ConcurrentHashMap.newKeySet();

  /**
   * @param linger how long an unused document stays, for whoever comes back
   */
  DocumentRelease(DocumentServices services, Duration linger, OpenDocuments open) {
    this.services = services;
    this.linger = linger;
    this.open = open;
  }

  /** Nobody is there, and everything is in the file. */
  void settled(LiveDocument document) {
    if (document.hasEnded()) {
      open.forget(document);
    } else if (waiting.add(document)) {
      services.timers().after(linger, () -> document.later(() -> release(document)));
    }
  }

  private void release(LiveDocument document) {
    waiting.remove(document);
    if (!document.isUnused()) {
      return;
    }
    if (!isInLog(document)) {
      FileProjection projection = document.projection();
      boolean onItsWay = services.changes().saved().saved() < projection.savedSeq();
      if (onItsWay || projection.saveWholeOnceMore()) {
        settled(document);
        return;
      }
      LOG.warnf("S3's log does not keep the document of '%s'; its text is kept.", document.path());
    }
    document.retire();
    open.forget(document);
  }

  private boolean isInLog(LiveDocument document) {
    FileProjection projection = document.projection();
    if (projection.savedAs() == null || services.changes().isLocalOnly(projection.path())) {
      return true;
    }
    try {
      return services
          .log()
          .saved(document.guid())
          .filter(state -> state.projected().equals(projection.savedAs()))
          .isPresent();
    } catch (ProblemException notNow) {
      return false;
    }
  }
}
