package dev.atrium.initservice.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Claims;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Guards what is {@link HubOnly}, before the body is read. */
@Provider
@HubOnly
@Priority(Priorities.AUTHENTICATION)
class HubOnlyFilter implements ContainerRequestFilter {

  private final BearerTokens tokens;

  HubOnlyFilter(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Claims claims = tokens.verify(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (!Claims.HUB.equals(claims.subject()) || claims.project() != null) {
      throw ProblemType.NOT_ALLOWED.thrown("Only the hub may do this.");
    }
  }
}
