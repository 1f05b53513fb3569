package dev.atrium.runner.session;

import dev.atrium.api.session.Activity;
import dev.atrium.runner.access.CurrentCaller;
import dev.atrium.runner.sync.ProjectChanges;
import dev.atrium.runner.terminal.TerminalService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** {@code GET /api/activity}: why the runner is busy, for the engine that suspends idle ones. */
@Path("/api/activity")
@RunOnVirtualThread
public class ActivityResource {

  @Inject SessionRoute sessions;
  @Inject TerminalService terminals;
  @Inject ProjectChanges changes;
  @Inject CurrentCaller caller;

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Activity get() {
    caller.get().requireEngine();
    Instant lastInput = terminals.lastInput();
    return new Activity(
        sessions.count(),
        terminals.busy(),
        lastInput.equals(Instant.EPOCH) ? null : lastInput,
        changes.saved());
  }
}
