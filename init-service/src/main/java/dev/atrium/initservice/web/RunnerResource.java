package dev.atrium.initservice.web;

import dev.atrium.api.storage.SignBatch;
import dev.atrium.initservice.access.RunnerOnly;
import dev.atrium.initservice.access.RunnerOnlyFilter;
import dev.atrium.initservice.signing.RunnerStorage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** What a runner asks for its own project. */
@Path("/storage/projects")
@RunnerOnly
@RunOnVirtualThread
public class RunnerResource {

  private final RunnerStorage storage;

  RunnerResource(RunnerStorage storage) {
    this.storage = storage;
  }

  @POST
  @Path("{id}/open")
  public Response open(@PathParam("id") String id, @Context ContainerRequestContext request) {
    return Bodies.answer(200, storage.open(id, epoch(request)));
  }

  @POST
  @Path("{id}/sign")
  public Response sign(
      @PathParam("id") String id, InputStream body, @Context ContainerRequestContext request) {
    return Bodies.answer(200, storage.sign(id, epoch(request), Bodies.read(body, SignBatch.class)));
  }

  private static long epoch(ContainerRequestContext request) {
    return (Long) request.getProperty(RunnerOnlyFilter.EPOCH);
  }
}
