package dev.atrium.initservice.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Claims;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Guards what is {@link HubOrOperator}, before the body is read. */
@Provider
@HubOrOperator
@Priority(Priorities.AUTHENTICATION)
class HubOrOperatorFilter implements ContainerRequestFilter {

  private static final Set<String> SERVICES = Set.of(Claims.HUB, Claims.OPERATOR);

  private final BearerTokens tokens;

  HubOrOperatorFilter(BearerTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Claims claims = tokens.verify(request.getHeaderString(HttpHeaders.AUTHORIZATION));
    if (!SERVICES.contains(claims.subject()) || claims.project() != null) {
      throw ProblemType.NOT_ALLOWED.thrown("Only the hub and the operator may do this.");
    }
  }
}
