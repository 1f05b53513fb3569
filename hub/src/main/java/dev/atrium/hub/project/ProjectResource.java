package dev.atrium.hub.project;

import dev.atrium.api.access.Role;
import dev.atrium.api.hub.NewProject;
import dev.atrium.api.hub.ProjectView;
import dev.atrium.api.hub.RenameProject;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.TemplateInfo;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.person.Caller;
import dev.atrium.hub.storage.InitServiceClient;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Projects, as the home page and the command line use them. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ProjectResource {

  @Inject Caller caller;
  @Inject Projects projects;
  @Inject ProjectViews views;
  @Inject ProjectLifecycle lifecycle;
  @Inject ProjectEvents events;
  @Inject ReplEngine engine;
  @Inject InitServiceClient storage;

  @GET
  @Path("templates")
  public List<TemplateInfo> templates() {
    caller.require();
    return storage.templates();
  }

  @GET
  @Path("projects")
  public List<ProjectView> list() {
    return views.of(caller.require().id());
  }

  @POST
  @Path("projects")
  public Response create(@Valid @NotNull NewProject body) {
    var owner = caller.require().id();
    var project = lifecycle.create(body.name(), body.template(), owner);
    return Response.created(URI.create("/api/projects/" + project.id))
        .entity(views.view(membership(project.id)))
        .build();
  }

  @GET
  @Path("projects/{id}")
  public ProjectView get(@PathParam("id") String id) {
    return views.view(membership(id));
  }

  @PATCH
  @Path("projects/{id}")
  public ProjectView rename(@PathParam("id") String id, @Valid @NotNull RenameProject body) {
    owned(id);
    projects.rename(id, body.name());
    events.changed();
    return get(id);
  }

  @POST
  @Path("projects/{id}/start")
  public ProjectView start(@PathParam("id") String id) {
    requireLive(membership(id));
    engine.start(id);
    return get(id);
  }

  @POST
  @Path("projects/{id}/suspend")
  public ProjectView suspend(@PathParam("id") String id) {
    requireLive(owned(id));
    engine.suspend(id);
    return get(id);
  }

  @POST
  @Path("projects/{id}/trash")
  public ProjectView trash(@PathParam("id") String id) {
    owned(id);
    lifecycle.trash(id);
    return get(id);
  }

  @POST
  @Path("projects/{id}/restore")
  public ProjectView restore(@PathParam("id") String id) {
    owned(id);
    lifecycle.restore(id);
    return get(id);
  }

  @DELETE
  @Path("projects/{id}")
  public void delete(@PathParam("id") String id) {
    lifecycle.purge(owned(id).project());
  }

  @GET
  @Path("projects/{id}/export")
  @Produces("application/zip")
  public Response export(@PathParam("id") String id) {
    membership(id);
    return Response.ok(storage.export(id))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".zip\"")
        .build();
  }

  private Membership membership(String id) {
    return projects
        .find(id, caller.require().id())
        .orElseThrow(() -> ProblemType.NOT_FOUND.thrown("You have no project " + id + "."));
  }

  private Membership owned(String id) {
    var membership = membership(id);
    if (membership.role() != Role.OWNER) {
      throw ProblemType.NOT_ALLOWED.thrown("Only the project's owner does this.");
    }
    return membership;
  }

  private static void requireLive(Membership membership) {
    if (membership.project().trashedAt != null) {
      throw ProblemType.PROJECT_TRASHED.thrown("Restore it from the trash first.");
    }
  }
}
