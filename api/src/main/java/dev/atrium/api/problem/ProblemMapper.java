package dev.atrium.api.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a {@link ProblemException} with its problem detail. */
@Provider
public final class ProblemMapper implements ExceptionMapper<ProblemException> {

  @Override
  public Response toResponse(ProblemException failure) {
    return Response.status(failure.problem().status())
        .type(Problem.MEDIA_TYPE)
        .entity(failure.problem())
        .build();
  }
}
