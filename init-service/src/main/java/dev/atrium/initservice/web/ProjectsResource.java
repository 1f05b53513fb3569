package dev.atrium.initservice.web;

import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.initservice.access.HubOnly;
import dev.atrium.initservice.archive.ProjectExport;
import dev.atrium.initservice.archive.ProjectImport;
import dev.atrium.initservice.project.ProjectFields;
import dev.atrium.initservice.project.Projects;
import dev.atrium.initservice.signing.RunnerStorage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;

/** What the hub alone does with projects. */
@Path("/storage/projects")
@HubOnly
@RunOnVirtualThread
public class ProjectsResource {

  private final Projects projects;
  private final ProjectImport imports;
  private final ProjectExport exports;
  private final RunnerStorage runners;

  ProjectsResource(
      Projects projects, ProjectImport imports, ProjectExport exports, RunnerStorage runners) {
    this.projects = projects;
    this.imports = imports;
    this.exports = exports;
    this.runners = runners;
  }

  @POST
  @Path("{id}/import")
  public Response importZip(
      @PathParam("id") String id,
      @QueryParam("cluster") String cluster,
      @QueryParam("namespace") String namespace,
      @QueryParam("owner") String owner,
      InputStream zip) {
    var prepared = imports.receive(id, new Binding(cluster, namespace, owner), zip);
    return Response.ok((StreamingOutput) prepared::run).type("application/x-ndjson").build();
  }

  @GET
  @Path("{id}/export")
  public Response export(@PathParam("id") String id) {
    ProjectFields.checkId(id);
    projects.require(id);
    StreamingOutput zip = exports.zip(id);
    return Response.ok(zip)
        .type("application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + id + ".zip\"")
        .build();
  }

  @POST
  @Path("{id}/trash")
  public Response trash(@PathParam("id") String id) {
    return changed(id, projects.trash(checked(id)));
  }

  @POST
  @Path("{id}/restore")
  public Response restore(@PathParam("id") String id) {
    return changed(id, projects.restore(checked(id)));
  }

  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) {
    projects.delete(checked(id));
    runners.forget(id);
    return Response.noContent().build();
  }

  private Response changed(String id, StoredProject project) {
    runners.forget(id);
    return Bodies.answer(200, project);
  }

  private static String checked(String id) {
    ProjectFields.checkId(id);
    return id;
  }
}
