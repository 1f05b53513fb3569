package dev.atrium.api.problem;

/** Carries a {@link Problem} up to the edge that answers with it. */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;
  private final ProblemType type;

  ProblemException(ProblemType type, Problem problem, Throwable cause) {
    super(problem.detail(), cause);
    this.type = type;
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  public ProblemType type() {
    return type;
  }
}
