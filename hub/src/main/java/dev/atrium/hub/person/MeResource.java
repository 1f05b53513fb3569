package dev.atrium.hub.person;

import dev.atrium.api.hub.Me;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who is signed in. */
@Path("/api/me")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MeResource {

  @Inject Caller caller;

  @GET
  public Me me() {
    var me = caller.require();
    return new Me(me.id(), me.name());
  }
}
