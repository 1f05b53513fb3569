package dev.atrium.runner.document;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.ydoc.room.RefusedException;
import java.util.Map;

/** What is said to somebody who has been let in already, and whom something is refused. */
final class CloseCodes {

  private static final Map<ProblemType, CloseCode> OF_PROBLEMS =
      Map.of(
          ProblemType.NOT_FOUND, CloseCode.DOCUMENT_GONE,
          ProblemType.NOT_TEXT, CloseCode.NOT_TEXT,
          ProblemType.NOT_A_REGULAR_FILE, CloseCode.NOT_TEXT,
          ProblemType.TOO_LARGE, CloseCode.TOO_LARGE,
          ProblemType.EPOCH_SUPERSEDED, CloseCode.SUPERSEDED,
          ProblemType.NOT_READY, CloseCode.NOT_READY,
          ProblemType.STORAGE_UNREACHABLE, CloseCode.NOT_READY);

  private CloseCodes() {}

  /** Why a document cannot be opened. */
  static CloseCode of(ProblemType problem) {
    return OF_PROBLEMS.getOrDefault(problem, CloseCode.PROTOCOL);
  }

  /** Why a message is not taken. */
  static CloseCode of(RefusedException.Reason reason) {
    return switch (reason) {
      case READ_ONLY -> CloseCode.NOT_ALLOWED;
      case TOO_MANY_MESSAGES, TOO_MANY_STATES -> CloseCode.TOO_MANY;
      case MESSAGE_TOO_LARGE, DOCUMENT_TOO_LARGE, TOO_MUCH_PENDING -> CloseCode.TOO_LARGE;
      case UNEXPECTED_MESSAGE -> CloseCode.PROTOCOL;
    };
  }
}
