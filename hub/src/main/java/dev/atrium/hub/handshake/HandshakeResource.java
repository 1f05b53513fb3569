package dev.atrium.hub.handshake;

import dev.atrium.api.hub.CodeExchange;
import dev.atrium.api.hub.SessionGrant;
import dev.atrium.api.hub.SessionRenewal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The runners' side of the handshake; the code or the token is the key to it. */
@Path("/api/handshake")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HandshakeResource {

  @Inject Handshake handshake;

  @POST
  @Path("exchange")
  public SessionGrant exchange(@NotNull CodeExchange exchange) {
    return handshake.exchange(exchange);
  }

  @POST
  @Path("renew")
  public SessionGrant renew(@NotNull SessionRenewal renewal) {
    return handshake.renew(renewal);
  }
}
