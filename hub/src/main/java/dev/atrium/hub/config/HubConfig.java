package dev.atrium.hub.config;

import dev.atrium.api.hub.SigninWay;
import dev.atrium.hub.person.Person;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an installation tells its hub. */
@ConfigMapping(prefix = "atrium.hub")
public interface HubConfig {

  /** Stands for the project's id in {@link #ideOrigin} and {@link #appOrigin}. */
  String ID_PLACEHOLDER = "{id}";

  /** The hub's origin as browsers see it, such as {@code http://localhost:8080}. */
  String origin();

  /** The origin of IDEs, such as {@code http://{id}.ide.localhost:8080}. */
  String ideOrigin();

  /** The origin of users' apps, such as {@code http://{id}.app.localhost:8080}. */
  String appOrigin();

  /** init-service's address as the hub reaches it. */
  URI storageUrl();

  /**
   * The private key that signs tokens (a JWK or PKCS#8 in PEM); made with mode 0600 if it is
   * missing.
   */
  Path signingKey();

  /** Where to write the JWK set that others verify with; in a cluster the operator publishes it. */
  Optional<Path> jwks();

  /** A file with the installation's admin token; made with mode 0600 if it is missing. */
  Path adminToken();

  /** Other authorities (host and port) by which programs reach the hub, such as a Service's. */
  Optional<List<String>> internalHosts();

  /** How people sign in: by a printed {@code link} or by the admin {@code token}. */
  @WithDefault("link")
  SigninWay signIn();

  /** The id of the person whom a sign-in admits. */
  @WithDefault(Person.LOCAL)
  String person();

  /** The installation's name in project bindings. */
  @WithDefault("local")
  String cluster();

  /** The namespace in project bindings, to which the Repls go that people make in the hub. */
  @WithDefault("local")
  String replNamespace();

  /** The most projects a person may own, the trash included. */
  @WithDefault("200")
  int maxProjects();

  /** The most imports that run at once for one person. */
  @WithDefault("2")
  int maxImports();

  /** The largest zip archive to import, in bytes. */
  @WithDefault("1073741824")
  long maxImportBytes();

  /** How long the trash keeps a project. */
  @WithDefault("P7D")
  Duration trashRetention();

  /** How long a sign-in lives without being used. */
  @WithDefault("P30D")
  Duration sessionLifetime();
}
