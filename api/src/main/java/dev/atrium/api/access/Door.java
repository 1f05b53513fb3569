package dev.atrium.api.access;

/** A thing that can be done to a project, as the role matrix names it. */
public enum Door {
  READ_FILES,
  WRITE_FILES,
  READ_DOCUMENTS,
  WRITE_DOCUMENTS,
  WATCH_TERMINALS,
  USE_TERMINALS,
  PREVIEW,
  READ_HISTORY,
  RESTORE_HISTORY,
  SETTINGS
}
