package dev.atrium.api.hub;

/** What a project does now, as people see it. */
public enum ProjectState {
  CREATING,
  SUSPENDED,
  STARTING,
  RUNNING,
  SUSPENDING,
  FAILED,
  TRASHED
}
