package dev.atrium.runner.config;

import dev.atrium.api.files.LocalOnly;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an engine tells a runner; set as {@code ATRIUM_…} environment variables. */
@ConfigMapping(prefix = "atrium")
public interface RunnerConfig {

  /** The project's id, also the Repl's: the first label of both hosts. */
  String project();

  /** The origin of the IDE as browsers see it, such as {@code http://abc.ide.localhost:8080}. */
  String ideOrigin();

  /** The origin of the user's app, such as {@code http://abc.app.localhost:8080}. */
  String appOrigin();

  /** The hub's origin as browsers see it, for the sign-in handshake. */
  String hubOrigin();

  /** The hub's address as the runner reaches it. */
  String hubUrl();

  /** init-service's address as the runner reaches it. */
  String storageUrl();

  /** A JWK set of the keys that sign tokens; read again when it changes. */
  Path jwks();

  /** The runner's own token for one project and one epoch; read again when it changes. */
  Path identity();

  /** The project's files; created by seeding, so its existence means that it is whole. */
  Path root();

  /** The journal, staged files and the index: outside the project, on the same file system. */
  Path state();

  /** The port that the user's app is told to listen on as {@code $PORT}. */
  int appPort();

  /** The command of the Run button; without it the project's {@code atrium.json} decides. */
  Optional<String> startCommand();

  /** The most bytes that the project's files may have, local-only ones included. */
  @WithDefault("10737418240")
  long quotaBytes();

  /** The largest upload of one file, in bytes. */
  @WithDefault("1073741824")
  long maxUploadBytes();

  /** The most terminals at once. */
  @WithDefault("20")
  int maxTerminals();

  /** Directory and file names that stay on this machine. */
  @WithDefault(LocalOnly.NAMES)
  List<String> excludes();

  /** How long a stop waits for the last edits to reach S3. */
  @WithDefault("PT20S")
  Duration flushTimeout();
}
