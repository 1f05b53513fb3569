package dev.atrium.hub.frontdoor;

import dev.atrium.api.storage.StoredProject;
import dev.atrium.hub.config.HubConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which host is whose. Hosts are compared exactly: as configured, lower case, with the port. */
@Singleton
public class Places {

  private static final Pattern ID = Pattern.compile(StoredProject.ID_PATTERN);

  /** Where a runner takes a handshake's code. */
  private static final String RETURN = "/.atrium/return?";

  private final String origin;
  private final String host;
  private final Set<String> internalHosts;
  private final List<Pattern> replHosts;
  private final String ideOrigin;
  private final String appOrigin;

  @Inject
  public Places(HubConfig config) {
    this(
        config.origin(),
        config.ideOrigin(),
        config.appOrigin(),
        Set.copyOf(config.internalHosts().orElse(List.of())));
  }

  /**
   * @param ideOrigin with {@link HubConfig#ID_PLACEHOLDER} in the place of the id, as {@code
   *     appOrigin}
   * @param internalHosts other authorities of the hub, for programs
   */
  public Places(String origin, String ideOrigin, String appOrigin, Set<String> internalHosts) {
    var hub = URI.create(origin);
    this.origin = origin;
    this.host = hub.getAuthority();
    this.internalHosts = internalHosts;
    this.ideOrigin = ideOrigin;
    this.appOrigin = appOrigin;
    this.replHosts = List.of(hostPattern(ideOrigin), hostPattern(appOrigin));
  }

  private static Pattern hostPattern(String origin) {
    String authority = origin.substring(origin.indexOf("://") + 3);
    int at = authority.indexOf(HubConfig.ID_PLACEHOLDER);
    return Pattern.compile(
        Pattern.quote(authority.substring(0, at))
            + "(?<id>"
            + StoredProject.ID_PATTERN
            + ")"
            + Pattern.quote(authority.substring(at + HubConfig.ID_PLACEHOLDER.length())));
  }

  /**
   * What a Host header asks for.
   *
   * @param hostHeader null is {@link Place.Unknown}
   * @param reachedAt the numeric authority that the client connected to: who names that has looked
   *     up no name, so it is no page under a name of its own (DNS rebinding)
   */
  public Place of(String hostHeader, String reachedAt) {
    if (hostHeader == null) {
      return new Place.Unknown();
    }
    if (hostHeader.equals(host)) {
      return new Place.Hub();
    }
    if (hostHeader.equals(reachedAt) || internalHosts.contains(hostHeader)) {
      return new Place.InternalHub();
    }
    return repl(hostHeader).orElseGet(Place.Unknown::new);
  }

  private Optional<Place> repl(String hostHeader) {
    String scheme = origin.substring(0, origin.indexOf("://") + 3);
    return replHosts.stream()
        .map(pattern -> pattern.matcher(hostHeader))
        .filter(java.util.regex.Matcher::matches)
        .findFirst()
        .map(match -> new Place.Repl(match.group("id"), scheme + hostHeader));
  }

  public String hubOrigin() {
    return origin;
  }

  public String ideOrigin(String id) {
    return ideOrigin.replace(HubConfig.ID_PLACEHOLDER, id);
  }

  public String appOrigin(String id) {
    return appOrigin.replace(HubConfig.ID_PLACEHOLDER, id);
  }

  /** Whether an address lies at one of this project's two origins. */
  public boolean belongsTo(String id, String url) {
    try {
      var uri = new URI(url);
      String there = uri.getScheme() + "://" + uri.getRawAuthority();
      return ID.matcher(id).matches()
          && url.length() <= 3000
          && uri.getRawFragment() == null
          && (there.equals(ideOrigin(id)) || there.equals(appOrigin(id)));
    } catch (URISyntaxException unreadable) {
      return false;
    }
  }

  /** Whether an address is where one of this project's hosts takes a handshake's code. */
  public boolean isReturnOf(String id, String url) {
    return belongsTo(id, url)
        && (url.startsWith(ideOrigin(id) + RETURN) || url.startsWith(appOrigin(id) + RETURN));
  }
}
