package dev.atrium.api.problem;

import dev.atrium.api.path.InvalidPathException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a path that leaves the project as an {@code invalid-path} problem. */
@Provider
public final class InvalidPathMapper implements ExceptionMapper<InvalidPathException> {

  private static final ProblemMapper PROBLEMS = new ProblemMapper();

  @Override
  public Response toResponse(InvalidPathException failure) {
    return PROBLEMS.toResponse(ProblemType.INVALID_PATH.thrownFor("path", failure.getMessage()));
  }
}
