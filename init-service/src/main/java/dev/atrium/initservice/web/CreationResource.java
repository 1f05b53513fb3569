package dev.atrium.initservice.web;

import dev.atrium.api.storage.CreateProject;
import dev.atrium.initservice.access.HubOrOperator;
import dev.atrium.initservice.project.ProjectCreation;
import dev.atrium.initservice.project.ProjectFields;
import dev.atrium.initservice.project.Projects;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Making sure that a project is there: the hub does it for people, the operator for Repls. */
@Path("/storage/projects")
@HubOrOperator
@RunOnVirtualThread
public class CreationResource {

  private final Projects projects;
  private final ProjectCreation creation;

  CreationResource(Projects projects, ProjectCreation creation) {
    this.projects = projects;
    this.creation = creation;
  }

  @POST
  public Response create(InputStream body) {
    var created = creation.fromTemplate(Bodies.read(body, CreateProject.class));
    return Bodies.answer(created.fresh() ? 201 : 200, created.project());
  }

  @GET
  @Path("{id}")
  public Response get(@PathParam("id") String id) {
    ProjectFields.checkId(id);
    return Bodies.answer(200, projects.require(id));
  }
}
