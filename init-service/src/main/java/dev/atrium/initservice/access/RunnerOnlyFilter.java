package dev.atrium.initservice.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Claims;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Guards what is {@link RunnerOnly}, and tells the resource the runner's epoch. */
@Provider
@RunnerOnly
@Priority(Priorities.AUTHENTICATION)
public class RunnerOnlyFilter implements ContainerRequestFilter {

  /** The request's property with the epoch of the runner that calls, a {@link Long}. */
  public static final String EPOCH = "atrium.epoch";

  private final BearerTokens tokens;

  RunnerOnlyFilter(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Claims claims = tokens.verify(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    String project = request.getUriInfo().getPathParameters().getFirst("id");
    if (!Claims.RUNNER.equals(claims.subject())
        || claims.epoch() == null
        || project == null
        || !project.equals(claims.project())) {
      throw ProblemType.NOT_ALLOWED.thrown("Only the project's own runner may do this.");
    }
    request.setProperty(EPOCH, claims.epoch());
  }
}
