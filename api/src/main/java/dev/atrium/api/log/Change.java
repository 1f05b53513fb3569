package dev.atrium.api.log;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import java.time.Instant;

/**
 * One path's change.
 *
 * @param path what changed
 * @param type what stands there now, or null if it was deleted (a deleted directory takes
 *     everything below it along)
 * @param mode the permission bits, 0..07777; 0 for links and deletions
 * @param target where a link points, raw bytes; null otherwise
 * @param base the hash of what the writer had seen there, or of the file that moved; null if
 *     nothing, or not a file
 * @param hash the hash of a file's new content; null otherwise
 * @param size the size of a file's new content in bytes; 0 otherwise
 * @param content where a file's new content is; null otherwise, and null for a move that keeps the
 *     content
 * @param movedFrom the path that moved here, which is gone afterwards; a directory takes everything
 *     below it along; null if it was not a move
 * @param author the person's id, or null if nobody in particular
 * @param cause why
 * @param at when it was acknowledged or seen
 * @param document what it adds to the file's live document; null if nothing
 */
public record Change(
    ProjectPath path,
    FileType type,
    int mode,
    byte[] target,
    ContentHash base,
    ContentHash hash,
    long size,
    ContentRef content,
    ProjectPath movedFrom,
    String author,
    Cause cause,
    Instant at,
    DocumentState document) {

  /** A change that has nothing to do with a document. */
  public Change(
      ProjectPath path,
      FileType type,
      int mode,
      byte[] target,
      ContentHash base,
      ContentHash hash,
      long size,
      ContentRef content,
      ProjectPath movedFrom,
      String author,
      Cause cause,
      Instant at) {
    this(path, type, mode, target, base, hash, size, content, movedFrom, author, cause, at, null);
  }

  @JsonIgnore
  public boolean isDeletion() {
    return type == null;
  }

  public static Change delete(
      ProjectPath path, ContentHash base, String author, Cause cause, Instant at) {
    return new Change(path, null, 0, null, base, null, 0, null, null, author, cause, at);
  }

  public static Change directory(
      ProjectPath path, int mode, String author, Cause cause, Instant at) {
    return new Change(
        path, FileType.DIRECTORY, mode, null, null, null, 0, null, null, author, cause, at);
  }

  public static Change link(
      ProjectPath path, byte[] target, String author, Cause cause, Instant at) {
    return new Change(path, FileType.LINK, 0, target, null, null, 0, null, null, author, cause, at);
  }

  public static Change file(
      ProjectPath path,
      int mode,
      ContentHash base,
      ContentHash hash,
      long size,
      ContentRef content,
      String author,
      Cause cause,
      Instant at) {
    return new Change(
        path, FileType.FILE, mode, null, base, hash, size, content, null, author, cause, at);
  }

  /** A move that keeps everything that was there. */
  public static Change move(
      ProjectPath from, ProjectPath to, FileType type, String author, Cause cause, Instant at) {
    return new Change(to, type, 0, null, null, null, 0, null, from, author, cause, at);
  }

  public Change withContent(ContentRef content) {
    return new Change(
        path, type, mode, target, base, hash, size, content, movedFrom, author, cause, at,
        document);
  }

  public Change withMovedFrom(ProjectPath movedFrom) {
    return new Change(
        path, type, mode, target, base, hash, size, content, movedFrom, author, cause, at,
        document);
  }

  public Change withDocument(DocumentState document) {
    return new Change(
        path, type, mode, target, base, hash, size, content, movedFrom, author, cause, at,
        document);
  }
}
