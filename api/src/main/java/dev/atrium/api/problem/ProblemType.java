package dev.atrium.api.problem;

import java.util.Locale;

/** Every kind of problem that Atrium reports, with its status and the title people read. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  INVALID_FIELD(400, "A field has a bad value"),
  UNKNOWN_TEMPLATE(400, "There is no such template"),
  INVALID_PATH(400, "The path is not inside the project"),
  NOT_A_REGULAR_FILE(409, "Not a regular file"),
  NOT_SIGNED_IN(401, "Sign in first"),
  CODE_REFUSED(401, "The sign-in code is used, expired or not for this place"),
  NOT_ALLOWED(403, "Your role does not allow this"),
  FOREIGN_ORIGIN(403, "Requests from that origin are refused"),
  UNKNOWN_HOST(421, "This server does not answer for that host"),
  NOT_FOUND(404, "Not found"),
  ALREADY_EXISTS(409, "It exists already"),
  CHANGED_MEANWHILE(412, "It changed meanwhile"),
  BASE_REQUIRED(428, "Say which version you are changing"),
  TOO_LARGE(413, "Too large"),
  NOT_READABLE(403, "Some files cannot be read"),
  NOT_TEXT(415, "Not text"),
  HOSTILE_ARCHIVE(422, "The archive is refused"),
  TOO_MANY(429, "Too many at once"),
  PROJECT_IN_USE(409, "The project belongs to another place"),
  PROJECT_TRASHED(410, "The project is in the trash"),
  EPOCH_SUPERSEDED(409, "A newer runner has taken this project over"),
  STORAGE_UNREACHABLE(503, "The object store does not answer"),
  NOT_READY(503, "Not ready yet"),
  NOTHING_LISTENS(502, "Nothing listens on the app's port"),
  OUT_OF_SPACE(507, "The project is full"),
  INTERNAL(500, "Something went wrong here");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String urn() {
    return "urn:atrium:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * A problem that another service answered with, to be passed on as it is; of a type that nobody
   * here knows it becomes {@code internal}.
   */
  public static ProblemException relayed(Problem problem) {
    for (ProblemType type : values()) {
      if (type.urn().equals(problem.type())) {
        return new ProblemException(type, problem, null);
      }
    }
    return INTERNAL.thrown(problem.title() + ": " + problem.detail());
  }

  /** A problem of this type; {@code detail} says what happened and the way out. */
  public Problem with(String detail) {
    return new Problem(urn(), title, status, detail, null);
  }

  /** A problem of this type that is the fault of one named input. */
  public Problem of(String field, String detail) {
    return new Problem(urn(), title, status, detail, field);
  }

  public ProblemException thrown(String detail) {
    return new ProblemException(this, with(detail), null);
  }

  public ProblemException thrown(String detail, Throwable cause) {
    return new ProblemException(this, with(detail), cause);
  }

  public ProblemException thrownFor(String field, String detail) {
    return new ProblemException(this, of(field, detail), null);
  }
}
