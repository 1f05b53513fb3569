package dev.atrium.hub.person;

import dev.atrium.api.hub.SigninWay;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Whoever sent this request. */
@RequestScoped
public class Caller {

  @Inject HubConfig config;
  @Inject Sessions sessions;
  @Inject HttpHeaders headers;

  private Optional<SignedIn> found;

  /** The person whose session cookie came along; a request with a Bearer token has none. */
  public Optional<SignedIn> find() {
    if (found == null) {
      found = look();
    }
    return found;
  }

  private Optional<SignedIn> look() {
    Cookie cookie = headers.getCookies().get(HubCookies.SESSION);
    boolean bearer = headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    return cookie == null || bearer ? Optional.empty() : sessions.find(cookie.getValue());
  }

  /**
   * The signed-in person.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  public SignedIn require() {
    return find()
        .orElseThrow(
            () ->
                ProblemType.NOT_SIGNED_IN.thrown(
                    config.signIn() == SigninWay.TOKEN
                        ? "Sign in with the installation's admin token."
                        : "Open the sign-in address that Atrium printed when it started."));
  }
}
