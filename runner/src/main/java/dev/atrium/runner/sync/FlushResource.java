package dev.atrium.runner.sync;

import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.access.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code POST /api/flush}, for the engine before it stops a runner: answers when S3 has everything,
 * or when the flush timeout is over; the outcome says which.
 */
@Path("/api/flush")
@RunOnVirtualThread
public class FlushResource {

  @Inject ProjectSync sync;
  @Inject CurrentCaller caller;

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public FlushOutcome post() {
    caller.get().requireEngine();
    return sync.flush();
  }
}
