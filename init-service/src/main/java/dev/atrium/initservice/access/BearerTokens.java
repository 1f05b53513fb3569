package dev.atrium.initservice.access;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.token.Audience;
import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.initservice.config.StorageConfig;
import io.jsonwebtoken.JwtException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;

/** Verifies bearer tokens (RFC 6750) with the mounted keys, which may be exchanged any time. */
@ApplicationScoped
public class BearerTokens {

  private static final String SCHEME = "Bearer ";

  private final Path jwks;
  private final Clock clock;
  private volatile Loaded loaded;

  BearerTokens(StorageConfig config, Clock clock) {
    this.jwks = config.jwks();
    this.clock = clock;
  }

  /**
   * What the token of an {@code Authorization} header says.
   *
   * @param authorization the header, or null
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}
   */
  Claims verify(String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      throw ProblemType.NOT_SIGNED_IN.thrown("Send a bearer token for this service.");
    }
    return verifier().verify(authorization.substring(SCHEME.length()));
  }

  /**
   * Returns if there are keys to verify with.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-ready}
   */
  public void requireKeys() {
    verifier();
  }

  private TokenVerifier verifier() {
    try {
      FileTime changed = Files.getLastModifiedTime(jwks);
      Loaded current = loaded;
      if (current == null || !current.changed.equals(changed)) {
        current =
            new Loaded(
                changed, new TokenVerifier(Files.readString(jwks), Audience.INIT_SERVICE, clock));
        loaded = current;
      }
      return current.verifier;
    } catch (IOException missing) {
      throw ProblemType.NOT_READY.thrown("The keys that sign tokens are not there yet.", missing);
    } catch (JwtException | IllegalArgumentException garbled) {
      throw ProblemType.NOT_READY.thrown("The keys that sign tokens are no JWK set.", garbled);
    }
  }

  private record Loaded(FileTime changed, TokenVerifier verifier) {}
}
