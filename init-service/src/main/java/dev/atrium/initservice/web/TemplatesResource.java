package dev.atrium.initservice.web;

import dev.atrium.initservice.access.HubOnly;
import dev.atrium.initservice.template.Templates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The templates to choose from. */
@Path("/storage/templates")
@HubOnly
@RunOnVirtualThread
public class TemplatesResource {

  private final Templates templates;

  TemplatesResource(Templates templates) {
    this.templates = templates;
  }

  @GET
  public Response list() {
    return Bodies.answer(200, templates.list());
  }
}
