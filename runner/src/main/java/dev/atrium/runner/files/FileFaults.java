package dev.atrium.runner.files;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemType;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.jboss.logging.Logger;

/** What a failure to read or write means to a client; where the project lies is not told. */
public final class FileFaults {

  private static final Logger LOG = Logger.getLogger(FileFaults.class);

  private FileFaults() {}

  public static Problem problemOf(IOException failure) {
    if (failure instanceof AccessDeniedException) {
      return ProblemType.NOT_ALLOWED.with(
          "The file's own permissions forbid this; change them with chmod in a terminal.");
    }
    if (failure instanceof FileSystemException disk) {
      LOG.warn("The disk refused.", failure);
      return ProblemType.INTERNAL.with("The disk refused: " + disk.getReason() + ".");
    }
    LOG.infof("A transfer broke off: %s", failure);
    return ProblemType.MALFORMED_REQUEST.with("The transfer broke off; send it again.");
  }
}
