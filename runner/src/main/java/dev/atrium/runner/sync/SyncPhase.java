package dev.atrium.runner.sync;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;

/** Where the sync engine stands. */
enum SyncPhase {
  /** The journal is read, the project is seeded or brought together with the log. */
  STARTING,
  READY,
  /** What was acknowledged goes to S3; nothing new is taken. */
  STOPPING,
  STOPPED,
  /** A newer runner has the project. */
  SUPERSEDED,
  /** The start failed for good. */
  FAILED;

  /** Why nothing can be committed now; null if it can. */
  ProblemException refusal() {
    return switch (this) {
      case READY -> null;
      case STARTING -> ProblemType.NOT_READY.thrown("The project's files are still being fetched.");
      case STOPPING, STOPPED ->
          ProblemType.NOT_READY.thrown("This project stops; connect again in a moment.");
      case SUPERSEDED ->
          ProblemType.EPOCH_SUPERSEDED.thrown(
              "Another runner has this project now; connect again to reach it.");
      case FAILED ->
          ProblemType.INTERNAL.thrown("The project could not be opened; see the runner's log.");
    };
  }
}
