package dev.atrium.hub.person;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Refuses every call below {@code /api} without a sign-in, but for the doors that have a key. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class SignInFilter implements ContainerRequestFilter {

  /** These take a code, a token or a secret of their own. */
  private static final Set<String> OWN_KEY =
      Set.of("/api/signin", "/api/signin-codes", "/api/handshake/exchange", "/api/handshake/renew");

  @Inject Caller caller;

  @Override
  public void filter(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (path.startsWith("/api/") && !OWN_KEY.contains(path)) {
      caller.require();
    }
  }
}
