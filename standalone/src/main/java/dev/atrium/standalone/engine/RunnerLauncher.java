package dev.atrium.standalone.engine;

import dev.atrium.api.token.Claims;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.engine.ReplAddress;
import dev.atrium.hub.frontdoor.Places;
import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.SigningKeys;
import dev.atrium.standalone.home.Pipes;
import dev.atrium.standalone.home.Ports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts runner processes and keeps their identities fresh. */
@Singleton
class RunnerLauncher {

  private static final String LOOPBACK = "127.0.0.1";

  /** Far longer than the time between two refreshes, for laptops that sleep. */
  private static final Duration IDENTITY_LIFETIME = Duration.ofHours(2);

  @Inject EngineConfig config;
  @Inject HubConfig hub;
  @Inject Places places;
  @Inject SigningKeys keys;
  @Inject Clock clock;

  /**
   * Starts a runner under a new epoch; it is not ready yet.
   *
   * @param aot options for the AOT cache, possibly none
   * @param patiently whether nobody waits for it
   */
  Runner launch(String id, ReplDirectory directory, List<String> aot, boolean patiently)
      throws IOException {
    SecretFile.createDirectory(directory.path());
    SecretFile.createDirectory(directory.state());
    directory.clearTemporary();
    long epoch = directory.nextEpoch(clock.millis());
    writeIdentity(id, directory, epoch);
    int port = Ports.free();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    var builder =
        new ProcessBuilder(RunnerCommand.of(java, config, aot, directory.temporary(), patiently));
    builder.directory(directory.path().toFile()).redirectErrorStream(true);
    var environment = builder.environment();
    var inherited = RunnerCommand.inherited(environment);
    environment.clear();
    environment.putAll(inherited);
    environment.putAll(settings(id, directory, port));
    var process = builder.start();
    var log = new RunnerLog(directory.log());
    Pipes.read("log-" + id, () -> log.copy(process.getInputStream()));
    return new Runner(process, new ReplAddress(LOOPBACK, port), epoch, log);
  }

  private Map<String, String> settings(String id, ReplDirectory directory, int port) {
    var settings = new HashMap<String, String>();
    settings.put("QUARKUS_HTTP_HOST", LOOPBACK);
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.put("ATRIUM_STOP_ON_EOF", "true");
    settings.put("ATRIUM_PROJECT", id);
    settings.put("ATRIUM_IDE_ORIGIN", places.ideOrigin(id));
    settings.put("ATRIUM_APP_ORIGIN", places.appOrigin(id));
    settings.put("ATRIUM_HUB_ORIGIN", hub.origin());
    settings.put("ATRIUM_HUB_URL", hub.storageUrl().toString());
    settings.put("ATRIUM_STORAGE_URL", hub.storageUrl().toString());
    settings.put("ATRIUM_JWKS", hub.jwks().orElseThrow().toString());
    settings.put("ATRIUM_IDENTITY", directory.identity().toString());
    settings.put("ATRIUM_ROOT", directory.project().toString());
    settings.put("ATRIUM_STATE", directory.state().toString());
    settings.put("ATRIUM_APP_PORT", Integer.toString(Ports.free()));
    return settings;
  }

  /** Writes a token for one project and one epoch where its runner reads it. */
  void writeIdentity(String id, ReplDirectory directory, long epoch) throws IOException {
    var now = clock.instant();
    var claims = Claims.runner(id, epoch, now, now.plus(IDENTITY_LIFETIME));
    SecretFile.write(directory.identity(), keys.signer().sign(claims));
  }
}
