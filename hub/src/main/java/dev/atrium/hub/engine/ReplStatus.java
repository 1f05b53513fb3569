package dev.atrium.hub.engine;

import dev.atrium.api.problem.Problem;

/**
 * A Repl's state as its engine sees it.
 *
 * @param progress how much of its files are there while it starts, 0..100; null when unknown
 * @param problem why it failed; null otherwise
 */
public record ReplStatus(String id, ReplState state, Integer progress, Problem problem) {

  public static ReplStatus of(String id, ReplState state) {
    return new ReplStatus(id, state, null, null);
  }

  public static ReplStatus starting(String id, Integer progress) {
    return new ReplStatus(id, ReplState.STARTING, progress, null);
  }

  public static ReplStatus failed(String id, Problem problem) {
    return new ReplStatus(id, ReplState.FAILED, null, problem);
  }
}
