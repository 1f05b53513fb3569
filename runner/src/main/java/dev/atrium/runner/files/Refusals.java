package dev.atrium.runner.files;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The problems by which the file layer says no, each with its way out. */
final class Refusals {

  /** Below this much free space a failed write is taken for a full volume. */
  private static final long FULL_BYTES = 1024 * 1024;

  private Refusals() {}

  static ProblemException notFound(ProjectPath path) {
    return ProblemType.NOT_FOUND.thrownFor("path", "Nothing stands at '" + path + "'.");
  }

  static ProblemException alreadyExists(ProjectPath path) {
    return ProblemType.ALREADY_EXISTS.thrownFor(
        "path", "Something stands at '" + path + "' already; delete or move it first.");
  }

  static ProblemException notAFile(ProjectPath path, FileKind kind) {
    return ProblemType.NOT_A_REGULAR_FILE.thrownFor(
        "path", "'" + path + "' is " + nameOf(kind) + ", and only regular files can be opened.");
  }

  static ProblemException notADirectory(ProjectPath path, FileKind kind) {
    return ProblemType.NOT_A_REGULAR_FILE.thrownFor(
        "path",
        "'"
            + path
            + "' is "
            + nameOf(kind)
            + (kind == FileKind.LINK ? ", and links are not followed." : ", not a directory."));
  }

  static ProblemException changedUnderneath(ProjectPath path) {
    return ProblemType.NOT_A_REGULAR_FILE.thrownFor(
        "path", "'" + path + "' was replaced while it was opened; try again.");
  }

  static ProblemException tooLarge(ProjectPath path, long max) {
    return ProblemType.TOO_LARGE.thrownFor(
        "path", "'" + path + "' is larger than " + max + " bytes; download it instead.");
  }

  static ProblemException tooLargeUpload(long max) {
    return ProblemType.TOO_LARGE.thrown("A file here may have at most " + max + " bytes.");
  }

  static ProblemException isRoot() {
    return ProblemType.INVALID_PATH.thrownFor(
        "path", "The project itself cannot be written, moved or deleted; name something in it.");
  }

  static ProblemException intoItself(ProjectPath path) {
    return ProblemType.INVALID_PATH.thrownFor(
        "path", "'" + path + "' cannot be moved into itself.");
  }

  /**
   * The failure of a write as what it means: {@code out-of-space} where the volume is full, itself
   * otherwise.
   *
   * @param where something on the volume that was written to
   */
  static IOException orOutOfSpace(IOException failure, Path where) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded") || isFull(where)) {
      throw ProblemType.OUT_OF_SPACE.thrown(
          "The volume is full; delete something, for example build output.", failure);
    }
    return failure;
  }

  private static boolean isFull(Path where) {
    try {
      return Files.getFileStore(where).getUsableSpace() < FULL_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static String nameOf(FileKind kind) {
    return switch (kind) {
      case FILE -> "a file";
      case DIRECTORY -> "a directory";
      case LINK -> "a link";
      case OTHER -> "a FIFO, socket or device";
    };
  }
}
