package dev.atrium.api.log;

/** Why a path changed; shown in the timeline. */
public enum Cause {
  /** Somebody's edit or file operation through the IDE or the API. */
  EDIT,
  /** Something wrote to the disk: a shell, a build, git. */
  DISK,
  /** A template or an import. */
  SEED,
  /** What was acknowledged and could not be saved where it belongs, kept beside what won. */
  CONFLICT_COPY
}
