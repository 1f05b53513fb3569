package dev.atrium.runner.access;

import dev.atrium.runner.config.RunnerConfig;
import java.util.List;
import java.util.Optional;

/**
 * One of the two hosts that a runner answers for. They share no cookie and no route.
 *
 * @param origin scheme and authority, as browsers write them
 * @param cookie the name of the cookie that signs a browser in there
 * @param app whether it is the user's app, else the IDE
 */
public record Site(String origin, String cookie, boolean app) {

  public static Site ide(RunnerConfig config) {
    return new Site(config.ideOrigin(), Cookies.SESSION, false);
  }

  public static Site app(RunnerConfig config) {
    return new Site(config.appOrigin(), Cookies.APP, true);
  }

  /** Host and port, as in the Host header. */
  public String authority() {
    return origin.substring(origin.indexOf("://") + 3);
  }

  /**
   * The site that a request is for: exactly one Host header, exactly that authority. Browsers send
   * it in lower case without a final dot; whatever differs is not one of ours.
   */
  static Optional<Site> of(List<String> hosts, Site... sites) {
    if (hosts.size() != 1) {
      return Optional.empty();
    }
    for (Site site : sites) {
      if (site.authority().equals(hosts.getFirst())) {
        return Optional.of(site);
      }
    }
    return Optional.empty();
  }
}
