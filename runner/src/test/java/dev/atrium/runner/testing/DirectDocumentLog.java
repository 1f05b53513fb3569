package dev.atrium.runner.testing;

import dev.atrium.api.log.DocumentState;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.sync.UnsavedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A document log that forgets everything: it cannot prove that anything survives. In return a test
 * can hold back what makes updates durable.
 */
@Alternative
@ApplicationScoped
public class DirectDocumentLog implements DocumentLog {

  private boolean stalled;
  private volatile Follower follower;

  @Override
  public synchronized void append(List<Update> updates) {
    try {
      while (stalled) {
        wait();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing becomes durable until {@link #goOn}. */
  public synchronized void stall() {
    stalled = true;
  }

  public synchronized void goOn() {
    stalled = false;
    notifyAll();
  }

  public Follower follower() {
    return follower;
  }

  @Override
  public void release(Object holder) {}

  @Override
  public Optional<DocumentState> saved(ProjectPath path) {
    return Optional.empty();
  }

  @Override
  public Optional<DocumentState> saved(String guid) {
    return Optional.empty();
  }

  @Override
  public Optional<DocumentState> known(String guid) {
    return Optional.empty();
  }

  @Override
  public byte[] read(DocumentState document) {
    throw new IllegalArgumentException("Nothing is saved here.");
  }

  @Override
  public List<UnsavedDocument> unsaved() {
    return List.of();
  }

  @Override
  public Path setAside(String name, byte[] content) {
    throw new IllegalArgumentException("Nothing is recovered here.");
  }

  @Override
  public void recovered() {}

  @Override
  public void follow(Follower one) {
    follower = one;
  }
}
