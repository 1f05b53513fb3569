package dev.atrium.hub.project;

import dev.atrium.api.hub.ProjectView;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.person.Caller;
import dev.atrium.hub.person.Sessions;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** The person's projects, again after every change (server-sent events). */
@Path("/api/projects/events")
public class EventsResource {

  private static final int MAX_STREAMS = 100;

  /** Sent even when nothing changed, so that a dead connection is noticed and let go. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final AtomicInteger STREAMS = new AtomicInteger();

  @Inject Caller caller;
  @Inject Sessions sessions;
  @Inject ProjectViews views;
  @Inject ProjectEvents events;
  @Inject @VirtualThreads ExecutorService virtualThreads;

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Blocking
  public Multi<List<ProjectView>> watch() {
    var me = caller.require();
    if (STREAMS.incrementAndGet() > MAX_STREAMS) {
      STREAMS.decrementAndGet();
      throw ProblemType.TOO_MANY.thrown("Close some of the open home pages.");
    }
    var looks =
        Multi.createBy()
            .merging()
            .streams(
                Multi.createFrom().item(true),
                events.changes(),
                Multi.createFrom()
                    .ticks()
                    .startingAfter(HEARTBEAT)
                    .every(HEARTBEAT)
                    .map(tick -> true));
    return looks
        .onOverflow()
        .dropPreviousItems()
        .emitOn(virtualThreads, 1)
        .select()
        .first(look -> sessions.lives(me))
        .map(look -> views.of(me.id()))
        .onTermination()
        .invoke(STREAMS::decrementAndGet);
  }
}
