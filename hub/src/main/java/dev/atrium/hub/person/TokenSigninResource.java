package dev.atrium.hub.person;

import dev.atrium.api.hub.SigninDone;
import dev.atrium.api.hub.SigninOptions;
import dev.atrium.api.hub.SigninWay;
import dev.atrium.api.hub.TokenSignin;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What the sign-in page asks for, and signing in with the admin token where that is the way. */
@Path("/api/signin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TokenSigninResource {

  @Inject HubConfig config;
  @Inject AdminToken admin;
  @Inject Sessions sessions;

  @GET
  public SigninOptions options() {
    return new SigninOptions(config.signIn());
  }

  /** Signs this browser in; the page leads on to where the person wanted to go. */
  @POST
  public Response signIn(@NotNull TokenSignin wish, @CookieParam(HubCookies.NEXT) String next) {
    if (config.signIn() != SigninWay.TOKEN) {
      throw ProblemType.NOT_ALLOWED.thrown("Open the sign-in address that Atrium printed.");
    }
    admin.require(wish.token());
    return Response.ok(new SigninDone(ReturnPath.decodeOrHome(next)))
        .cookie(HubCookies.session(sessions.open(config.person()), config.sessionLifetime()))
        .cookie(HubCookies.cleared(HubCookies.NEXT))
        .build();
  }
}
