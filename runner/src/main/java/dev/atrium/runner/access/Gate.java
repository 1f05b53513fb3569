package dev.atrium.runner.access;

import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides about requests to one site; denies by default. Pure but for what the two readers do.
 *
 * <p>A program's token needs no Origin, because no page can make a browser send it; a cookie goes
 * along with every request that any page provokes, so whatever is not a plain read must come from
 * the site's own origin, exactly. Hosts of other projects are the same site to a browser, so
 * SameSite protects nothing between them.
 */
final class Gate {

  private final Site site;
  private final Function<String, Caller> cookieReader;
  private final Function<String, Caller> tokenReader;

  /**
   * @param cookieReader who a cookie's value is; throws {@code not-signed-in}
   * @param tokenReader who a token is; throws {@code not-signed-in}
   */
  Gate(Site site, Function<String, Caller> cookieReader, Function<String, Caller> tokenReader) {
    this.site = site;
    this.cookieReader = cookieReader;
    this.tokenReader = tokenReader;
  }

  /** Whether a reader finds somebody in what it is given. */
  static Predicate<String> believes(Function<String, Caller> reader) {
    return value -> {
      try {
        return reader.apply(value) != null;
      } catch (ProblemException refused) {
        return false;
      }
    };
  }

  Decision decide(Incoming request) {
    if (request.serviceWorker() && !site.app()) {
      return refuse(ProblemType.NOT_ALLOWED, "The IDE has no service worker.");
    }
    if (byToken(request)) {
      return decideByToken(request);
    }
    if (!request.cookies().has(site.cookie())) {
      return unknown(request, "Open the project from the home page to sign in.");
    }
    return request
        .cookies()
        .single(site.cookie())
        .map(value -> decideByCookie(request, value))
        .orElseGet(() -> unknown(request, "The sign-in cookie came more than once."));
  }

  /** The user's app may have an Authorization of its own, which is none of our business. */
  private boolean byToken(Incoming request) {
    return site.app()
        ? request.authorizations().stream().anyMatch(AtriumToken::isIn)
        : !request.authorizations().isEmpty();
  }

  private Decision decideByToken(Incoming request) {
    if (request.bearer().isEmpty()) {
      return refuse(ProblemType.NOT_SIGNED_IN, "Send one 'Authorization: Bearer <token>'.");
    }
    if (!request.origins().isEmpty() && !fromOwnOrigin(request)) {
      return foreign();
    }
    try {
      String token = request.bearer().get();
      return new Decision.Pass(tokenReader.apply(token), token, false);
    } catch (ProblemException refused) {
      return new Decision.Refuse(refused.problem());
    }
  }

  private Decision decideByCookie(Incoming request, String value) {
    Caller caller;
    try {
      caller = cookieReader.apply(value);
    } catch (ProblemException refused) {
      return unknown(request, refused.problem().detail());
    }
    boolean plainRead =
        request.safe()
            && (request.origins().isEmpty() || fromOwnOrigin(request))
            && (request.navigation() || !request.fromAnotherPlace());
    return plainRead || fromOwnOrigin(request) ? new Decision.Pass(caller, value, true) : foreign();
  }

  private boolean fromOwnOrigin(Incoming request) {
    return request.origins().equals(List.of(site.origin()));
  }

  private static Decision unknown(Incoming request, String detail) {
    return request.navigation() ? new Decision.SignIn() : refuse(ProblemType.NOT_SIGNED_IN, detail);
  }

  private Decision foreign() {
    return refuse(
        ProblemType.FOREIGN_ORIGIN,
        "With a cookie, only pages of " + site.origin() + " may do this.");
  }

  private static Decision refuse(ProblemType type, String detail) {
    Problem problem = type.with(detail);
    return new Decision.Refuse(problem);
  }
}
