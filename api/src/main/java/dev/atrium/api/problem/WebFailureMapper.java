package dev.atrium.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what JAX-RS itself refuses (unreadable JSON, no such path or method) as a problem. */
@Provider
public class WebFailureMapper implements ExceptionMapper<WebApplicationException> {

  @Override
  public Response toResponse(WebApplicationException failure) {
    var given = failure.getResponse();
    if (given.getStatus() < 400 || given.hasEntity()) {
      return given;
    }
    return Response.status(given.getStatus())
        .type(Problem.MEDIA_TYPE)
        .entity(problem(failure, given))
        .build();
  }

  private static Problem problem(WebApplicationException failure, Response given) {
    if (failure.getCause() instanceof JsonProcessingException json) {
      return ProblemType.MALFORMED_REQUEST.with("Bad JSON: " + json.getOriginalMessage());
    }
    var status = given.getStatusInfo();
    return new Problem(
        "about:blank",
        status.getReasonPhrase(),
        status.getStatusCode(),
        failure.getMessage(),
        null);
  }
}
