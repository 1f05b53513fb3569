package dev.atrium.runner.files.rest;

import dev.atrium.api.problem.Problem;
import dev.atrium.runner.files.FileFaults;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** Answers a failure of the disk as a problem. */
@Provider
public final class FileFaultMapper implements ExceptionMapper<IOException> {

  @Override
  public Response toResponse(IOException failure) {
    Problem problem = FileFaults.problemOf(failure);
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
