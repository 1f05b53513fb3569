package dev.atrium.hub.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

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

  /** The private key that signs tokens (a JWK, RFC 7517); made with mode 0600 if it is missing. */
  Path signingKey();

  /** Where the hub writes the JWK set that runners and init-service verify with. */
  Path jwks();

  /** A file with the secret that asks for sign-in codes; made with mode 0600 if it is missing. */
  Path adminToken();

  /** The installation's name in project bindings. */
  @WithDefault("local")
  String cluster();

  /** The namespace in project bindings. */
  @WithDefault("local")
  String namespace();

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
