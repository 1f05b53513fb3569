package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.hub.SessionRenewal;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.runner.access.HubClient.Answer;
import dev.atrium.runner.config.RunnerConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** The IDE's own session: who it is for, renewing it, ending it, and a way into the preview. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class SessionResource {

  @Inject CurrentCaller caller;
  @Inject CurrentVertxRequest request;
  @Inject RunnerConfig config;
  @Inject HubClient hub;
  @Inject Tokens tokens;
  @Inject Sessions sessions;
  @Inject AppSessions appSessions;
  @Inject Clock clock;

  @GET
  @Path("api/session")
  public SessionInfo session() {
    return SessionInfo.of(caller.get(), config);
  }

  /** A fresh cookie. While the hub does not answer, the session goes on as it is. */
  @POST
  @Path("api/session/renew")
  public CompletionStage<Response> renew() {
    Caller who = caller.get();
    if (who.session() == null) {
      throw ProblemType.NOT_ALLOWED.thrown("A program's token is not renewed here.");
    }
    Credential credential = request.getCurrent().get(Credential.KEY);
    return hub.renew(new SessionRenewal(config.project(), credential.token()))
        .map(
            answer ->
                switch (answer) {
                  case Answer.Granted granted -> renewed(who, granted.grant().token());
                  case Answer.Refused refused -> ended(who);
                  case Answer.Unreachable unreachable ->
                      Response.ok(SessionInfo.of(who, config)).build();
                })
        .toCompletionStage();
  }

  private Response renewed(Caller before, String token) {
    Caller now;
    try {
      now = tokens.verify(token);
    } catch (ProblemException notBelieved) {
      return Response.ok(SessionInfo.of(before, config)).build();
    }
    if (!before.session().equals(now.session())) {
      return Response.ok(SessionInfo.of(before, config)).build();
    }
    sessions.renewed(now);
    return Response.ok(SessionInfo.of(now, config))
        .header(HttpHeaders.SET_COOKIE, SetCookie.session(token))
        .build();
  }

  private Response ended(Caller who) {
    end(who);
    var problem = ProblemType.NOT_SIGNED_IN.with("The session has ended; open the project again.");
    var response =
        Response.status(problem.status())
            .type(dev.atrium.api.problem.Problem.MEDIA_TYPE)
            .entity(problem);
    SetCookie.expired(Cookies.SESSION).forEach(c -> response.header(HttpHeaders.SET_COOKIE, c));
    return response.build();
  }

  /** Ends the session on this project: its cookies, its sockets and its way into the app. */
  @POST
  @Path(".atrium/signout")
  public Response signOut() {
    end(caller.get());
    var response = Response.noContent();
    SetCookie.expired(Cookies.SESSION).forEach(c -> response.header(HttpHeaders.SET_COOKIE, c));
    return response.build();
  }

  private void end(Caller who) {
    if (who.session() != null) {
      sessions.end(who.session());
    }
  }

  /** An address that signs a frame of the preview in: good once, within 30 seconds. */
  @POST
  @Path("api/preview/ticket")
  @Consumes(MediaType.APPLICATION_JSON)
  public PreviewTicket ticket(PreviewRequest wish) {
    Caller who = caller.require(Door.PREVIEW);
    String to = ReturnPath.of(wish == null ? null : wish.path());
    return new PreviewTicket(
        config.appOrigin()
            + AppHost.ENTER
            + "?ticket="
            + appSessions.ticket(who)
            + "&to="
            + ReturnPath.encode(to),
        clock.instant().plus(AppSessions.TICKET_LIFETIME));
  }

  /**
   * Where the preview shall begin.
   *
   * @param path a path and query at the app; null is {@code /}
   */
  public record PreviewRequest(String path) {}

  /** The address to give to the frame, and until when it is good. */
  public record PreviewTicket(String url, Instant expiresAt) {}
}
