package dev.atrium.runner.files;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.util.Optional;

/**
 * The files that are open as live documents: to write them means to edit their documents.
 * Thread-safe.
 */
public interface OpenFiles {

  /** The largest content that a live document takes. */
  int MAX_BYTES = 5 * 1024 * 1024;

  boolean isOpen(ProjectPath path);

  /**
   * Makes a file's whole new content an edit of its document. Blocks until it is acknowledged.
   *
   * @param base the hash that the new content was made from
   * @param author the person's id
   * @return what the file is then, which has more than {@code content} if somebody typed meanwhile;
   *     empty if the file has no open document, or the content is no text
   * @throws dev.atrium.api.problem.ProblemException {@code changed-meanwhile} and what a commit
   *     refuses
   */
  Optional<FileEdits.Written> write(
      ProjectPath path, ContentHash base, byte[] content, String author);
}
