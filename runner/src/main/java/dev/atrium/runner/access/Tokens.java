package dev.atrium.runner.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Audience;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.runner.config.RunnerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Verifies tokens for this project. The file of public keys is read again when it changes, looked
 * at once a second at most; while it cannot be read, the keys known last stay trusted. Thread-safe.
 */
@ApplicationScoped
public class Tokens {

  /** Longer than any token of ours and shorter than what a browser stores in one cookie. */
  static final int MAX_TOKEN_CHARS = 3800;

  private static final int MAX_JWKS_BYTES = 64 << 10;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(Tokens.class);

  private final Path jwks;
  private final String project;
  private final Clock clock;
  private final Sessions sessions;
  private Instant looked = Instant.MIN;
  private Version version;
  private TokenVerifier verifier;

  @Inject
  Tokens(RunnerConfig config, Clock clock, Sessions sessions) {
    this.jwks = config.jwks();
    this.project = config.project();
    this.clock = clock;
    this.sessions = sessions;
  }

  /**
   * Who holds this token, with the role that the hub named last.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  Caller caller(String token) {
    return sessions.current(verify(token));
  }

  /**
   * Who holds this token, as it says itself.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  public Caller verify(String token) {
    if (token.isEmpty() || token.length() > MAX_TOKEN_CHARS) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The token is not valid here.");
    }
    Claims claims = verifier().verify(token);
    Caller caller = Caller.of(claims);
    boolean ours = project.equals(claims.project());
    if (!ours || claims.subject() == null || (claims.role() == null && !caller.engine())) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The token is not valid here.");
    }
    if (sessions.isEnded(caller)) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The session has ended; sign in again.");
    }
    return caller;
  }

  private synchronized TokenVerifier verifier() {
    Instant now = clock.instant();
    if (verifier == null || !now.isBefore(looked.plus(LOOK_EVERY))) {
      looked = now;
      reload();
    }
    if (verifier == null) {
      throw ProblemType.NOT_SIGNED_IN.thrown("The keys that sign tokens are not here yet.");
    }
    return verifier;
  }

  private void reload() {
    try {
      var attributes = Files.readAttributes(jwks, BasicFileAttributes.class);
      var found =
          new Version(
              attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
      if (!found.equals(version)) {
        verifier = new TokenVerifier(read(), Audience.repl(project), clock);
        version = found;
      }
    } catch (IOException | RuntimeException unreadable) {
      LOG.warnf("The public keys in %s cannot be read: %s", jwks, unreadable.getMessage());
    }
  }

  private String read() throws IOException {
    try (var in = Files.newInputStream(jwks)) {
      byte[] bytes = in.readNBytes(MAX_JWKS_BYTES + 1);
      if (bytes.length > MAX_JWKS_BYTES) {
        throw new IOException("it is larger than " + MAX_JWKS_BYTES + " bytes");
      }
      return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private record Version(long modified, long size, Object key) {}
}
