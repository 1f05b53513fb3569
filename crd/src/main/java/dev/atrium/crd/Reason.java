package dev.atrium.crd;

/** Every reason that a condition or an Event of a {@link Repl} has. */
public enum Reason {
  RUNNING("Running", "The runner answers and has the project's files."),
  STARTING("Starting", "The pod is on its way, as usual."),
  SUSPENDING("Suspending", "The project is being saved before it sleeps or goes."),
  SUSPENDED("Suspended", "It sleeps, saved; opening it wakes it."),

  INVALID_SPEC("InvalidSpec", "A field of the spec has a bad value; the message names it."),
  PROJECT_IN_USE(
      "ProjectInUse",
      "The project belongs to another place or to an older Repl; choose another spec.project."),
  PROJECT_MISSING(
      "ProjectMissing",
      "There is no such project; set spec.template to have it made, or mend the id."),
  PROJECT_TRASHED("ProjectTrashed", "The project is in the trash; restore it in the hub."),
  UNKNOWN_TEMPLATE(
      "UnknownTemplate", "There is no template of that name; the message lists those there are."),
  STORAGE_UNREACHABLE(
      "StorageUnreachable", "init-service does not answer; it is tried again with growing pauses."),
  SEED_FAILED(
      "SeedFailed",
      "The runner cannot fetch the project's files; it is tried again with growing pauses."),

  IMAGE_PULL_BACK_OFF(
      "ImagePullBackOff", "The image cannot be pulled; mend spec.image or the registry's access."),
  CRASH_LOOP_BACK_OFF("CrashLoopBackOff", "The container ends again and again; its log says why."),
  CONTAINER_CONFIG_ERROR(
      "ContainerConfigError", "The container cannot be made as it is described."),
  OOM_KILLED("OOMKilled", "The container needed more memory than its limit; raise the limit."),
  EVICTED("Evicted", "The node put the pod out, mostly for lack of disk or memory."),
  UNSCHEDULABLE("Unschedulable", "No node takes the pod; the message is the scheduler's."),
  QUOTA_EXCEEDED(
      "QuotaExceeded", "The namespace's ResourceQuota refuses the pod; free some or raise it."),
  POD_REFUSED("PodRefused", "The API server refuses the pod; the message is its own."),
  APPLY_FAILED(
      "ApplyFailed",
      "The API server refuses one of the Repl's objects; it is tried again with growing pauses."),

  EXPOSED("Exposed", "The Ingress is there."),
  NOT_EXPOSED("NotExposed", "There is no Ingress, because nothing could answer behind it."),

  UP_TO_DATE("UpToDate", "The pod is as the spec wants it."),
  RESTART_NEEDED(
      "RestartNeeded",
      "The pod runs with an older spec, so that no shell is cut off; suspend and resume the Repl."),

  FLUSHED("Flushed", "S3 has everything that was edited."),
  FLUSH_FAILED("FlushFailed", "Not everything that was edited is known to be in S3."),
  FLUSH_SKIPPED("FlushSkipped", "There was no runner to ask for what is not saved yet."),
  VOLUME_KEPT(
      "VolumeKept", "The Repl's volume was kept, because it may hold edits that S3 does not have."),
  VOLUME_DELETED("VolumeDeleted", "The Repl's volume was deleted; S3 has all of the project.");

  private final String value;
  private final String meaning;

  Reason(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  /** The reason as it stands in conditions and Events. */
  public String value() {
    return value;
  }

  /** What it says, and the way out where there is one. */
  public String meaning() {
    return meaning;
  }
}
