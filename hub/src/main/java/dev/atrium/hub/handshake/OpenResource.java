package dev.atrium.hub.handshake;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.frontdoor.Places;
import dev.atrium.hub.person.Caller;
import dev.atrium.hub.person.HubCookies;
import dev.atrium.hub.person.ReturnPath;
import dev.atrium.hub.person.SignedIn;
import dev.atrium.hub.project.Membership;
import dev.atrium.hub.project.Projects;
import dev.atrium.hub.web.PlainPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Leads a person into a project: sign-in, membership, waking, and the code for its host. */
@Path("/open")
@RunOnVirtualThread
public class OpenResource {

  @Inject Caller caller;
  @Inject Projects projects;
  @Inject ReplEngine engine;
  @Inject Places places;
  @Inject Handshake handshake;

  /**
   * @param project the project's id
   * @param nonce the SHA-256, in hex, of the nonce that the project's host has set as a cookie;
   *     without one this only wakes the project, whose host then begins the handshake
   * @param returnUrl where to go then, at one of the project's own origins; the IDE by default
   */
  @GET
  public Response open(
      @QueryParam("project") String project,
      @QueryParam("nonce") String nonce,
      @QueryParam("return") String returnUrl,
      @Context UriInfo uri) {
    var path = "/open?" + uri.getRequestUri().getRawQuery();
    var person = caller.find().orElse(null);
    if (person == null) {
      // The cookie is for the tab that signs in, the address for one that waits meanwhile.
      return ReturnPath.isSafe(path)
          ? Response.seeOther(URI.create("/signin?return=" + encode(path)))
              .cookie(HubCookies.next(path))
              .build()
          : Response.seeOther(URI.create("/signin")).build();
    }
    var membership = project == null ? null : projects.find(project, person.id()).orElse(null);
    if (membership == null) {
      return PlainPage.of(ProblemType.NOT_FOUND.with("There is no such project for you."));
    }
    if (membership.project().trashedAt != null) {
      return Response.seeOther(URI.create("/trash")).build();
    }
    return lead(membership, person, nonce, returnUrl, path);
  }

  private Response lead(
      Membership membership, SignedIn person, String nonce, String wanted, String path) {
    String id = membership.project().id;
    String target = wanted == null ? places.ideOrigin(id) + "/" : wanted;
    boolean fits =
        nonce == null
            ? places.belongsTo(id, target)
            : places.isReturnOf(id, target) && nonce.matches("[0-9a-f]{64}");
    if (!fits) {
      return PlainPage.of(
          ProblemType.INVALID_FIELD.with("This address is not one of the project's own."));
    }
    if (!engine.status(id).open()) {
      engine.start(id);
      return Response.seeOther(URI.create("/start/" + id + "?return=" + encode(path))).build();
    }
    projects.opened(id);
    if (nonce == null) {
      return Response.seeOther(URI.create(target)).build();
    }
    String code = handshake.issue(id, person, nonce, target);
    return Response.seeOther(URI.create(target + "&code=" + code)).build();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
