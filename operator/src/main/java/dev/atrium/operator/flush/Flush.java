package dev.atrium.operator.flush;

/**
 * What came of trying to save a project before its pod goes.
 *
 * @param message for people: what is saved, what is not, and why
 */
public record Flush(Outcome outcome, String message) {

  /** Whether S3 has everything. */
  public enum Outcome {
    /** It has: the runner said so. */
    SAVED,

    /** It has not, or nobody knows. */
    NOT_SAVED,

    /** There was no runner to ask; S3 has what the last one saved. */
    NO_RUNNER
  }

  public boolean is(Outcome outcome) {
    return this.outcome == outcome;
  }
}
