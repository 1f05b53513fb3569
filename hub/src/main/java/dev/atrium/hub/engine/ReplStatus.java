package dev.atrium.hub.engine;

import dev.atrium.api.problem.Problem;

/**
 * A Repl's state as its engine sees it.
 *
 * @param open whether its runner answers, so that people may go there; while it still starts, the
 *     IDE shows how far its files are
 * @param progress how much of its files are there while it starts, 0..100; null when unknown
 * @param problem why it failed; null otherwise
 */
public record ReplStatus(
    String id, ReplState state, boolean open, Integer progress, Problem problem) {

  public static ReplStatus of(String id, ReplState state) {
    return new ReplStatus(id, state, state == ReplState.RUNNING, null, null);
  }

  /** Its runner answers, and fetches the files. */
  public static ReplStatus seeding(String id, Integer progress) {
    return new ReplStatus(id, ReplState.STARTING, true, progress, null);
  }

  public static ReplStatus failed(String id, Problem problem) {
    return new ReplStatus(id, ReplState.FAILED, false, null, problem);
  }
}
