package dev.atrium.hub.engine;

/** What a Repl does now. */
public enum ReplState {
  SUSPENDED,
  STARTING,
  RUNNING,
  SUSPENDING,
  FAILED
}
