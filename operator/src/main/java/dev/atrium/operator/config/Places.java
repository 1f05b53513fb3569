package dev.atrium.operator.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/** Where a project's IDE and app are, as browsers see them. */
@Singleton
public class Places {

  private final String ideOrigin;
  private final String appOrigin;

  @Inject
  Places(OperatorConfig config) {
    this(config.ideOrigin(), config.appOrigin());
  }

  /**
   * @param ideOrigin with {@link OperatorConfig#ID_PLACEHOLDER} in the place of the project's id,
   *     as {@code appOrigin}
   * @throws IllegalArgumentException if one has no placeholder as its first label
   */
  public Places(String ideOrigin, String appOrigin) {
    this.ideOrigin = checked("ide-origin", ideOrigin);
    this.appOrigin = checked("app-origin", appOrigin);
  }

  /** The IDE's origin: scheme, host, and the port if it is not the scheme's own. */
  public URI ide(String project) {
    return at(ideOrigin, project);
  }

  /** The app's origin. */
  public URI app(String project) {
    return at(appOrigin, project);
  }

  private static URI at(String origin, String project) {
    return URI.create(origin.replace(OperatorConfig.ID_PLACEHOLDER, project));
  }

  private static String checked(String property, String origin) {
    if (!origin.contains("://" + OperatorConfig.ID_PLACEHOLDER + ".")) {
      throw new IllegalArgumentException(
          "atrium.operator."
              + property
              + " is an origin whose first label is {id}, such as http://{id}.ide.localhost; it is "
              + origin);
    }
    return origin;
  }
}
