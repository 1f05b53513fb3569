package dev.atrium.hub.person;

import dev.atrium.hub.config.HubConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Signing in with a one-time code, and out. */
@Path("/")
@RunOnVirtualThread
public class SigninResource {

  @Inject HubConfig config;
  @Inject SigninCodes codes;
  @Inject Sessions sessions;
  @Inject Caller caller;

  /** Signs this browser in and leads on to where it wanted to go; the page asks for a code. */
  @GET
  @Path("signin")
  public Response signIn(
      @QueryParam("code") String code, @CookieParam(HubCookies.NEXT) String next) {
    var person = code == null ? null : codes.redeem(code).orElse(null);
    if (person == null) {
      return Response.seeOther(URI.create("/signin?refused")).build();
    }
    return Response.seeOther(URI.create(ReturnPath.decodeOrHome(next)))
        .cookie(HubCookies.session(sessions.open(person), config.sessionLifetime()))
        .cookie(HubCookies.cleared(HubCookies.NEXT))
        .build();
  }

  @POST
  @Path("signout")
  public Response signOut() {
    caller.find().ifPresent(sessions::end);
    return Response.noContent().cookie(HubCookies.cleared(HubCookies.SESSION)).build();
  }
}
