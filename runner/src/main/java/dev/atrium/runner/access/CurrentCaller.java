package dev.atrium.runner.access;

import dev.atrium.api.access.Door;
import dev.atrium.api.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/**
 * The caller of the HTTP request that is being answered, for REST resources. The filter in front of
 * every route has verified it; what the caller may do is decided at each door with {@link
 * #require}.
 */
@RequestScoped
public class CurrentCaller {

  private final CurrentVertxRequest request;

  @Inject
  CurrentCaller(CurrentVertxRequest request) {
    this.request = request;
  }

  /**
   * The verified caller, never null.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in} if the request came to a
   *     route that is open to everybody
   */
  public Caller get() {
    Caller caller = request.getCurrent().get(Caller.KEY);
    if (caller == null) {
      throw ProblemType.NOT_SIGNED_IN.thrown("Open the project from the home page to sign in.");
    }
    return caller;
  }

  /**
   * Lets the caller pass or throws; returns the caller, because an edit names its author.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-allowed}, {@code not-signed-in}
   */
  public Caller require(Door door) {
    Caller caller = get();
    caller.require(door);
    return caller;
  }
}
