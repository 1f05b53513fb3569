package dev.atrium.api.files;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;

/** {@code POST /api/file-operations}: what is not the reading or writing of one file. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = FileOperation.CreateDirectory.class, name = "createDirectory"),
  @JsonSubTypes.Type(value = FileOperation.Move.class, name = "move"),
  @JsonSubTypes.Type(value = FileOperation.Copy.class, name = "copy"),
  @JsonSubTypes.Type(value = FileOperation.Delete.class, name = "delete")
})
public sealed interface FileOperation {

  /** Makes a directory and its missing parents; one that exists already is a problem. */
  record CreateDirectory(ProjectPath path) implements FileOperation {}

  /** Renames or moves a file, link or directory; a target that exists is a problem. */
  record Move(ProjectPath from, ProjectPath to) implements FileOperation {}

  /** Copies a file, link or directory; a target that exists is a problem. */
  record Copy(ProjectPath from, ProjectPath to) implements FileOperation {}

  /**
   * Deletes a file, link or directory with what is in it.
   *
   * @param base the hash of the file that the caller has seen; null for what is not a file
   */
  record Delete(ProjectPath path, ContentHash base) implements FileOperation {}
}
