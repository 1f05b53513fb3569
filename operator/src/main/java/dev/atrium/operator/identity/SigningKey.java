package dev.atrium.operator.identity;

import dev.atrium.api.token.Claims;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.operator.config.OperatorConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;

/** Signs what the operator and its runners show to others. */
@Singleton
public class SigningKey {

  /** For one call. */
  private static final Duration CALL = Duration.ofMinutes(5);

  private final TokenSigner signer;
  private final Clock clock;

  @Inject
  SigningKey(OperatorConfig config, Clock clock) {
    this(read(config), clock);
  }

  public SigningKey(TokenSigner signer, Clock clock) {
    this.signer = signer;
    this.clock = clock;
  }

  private static TokenSigner read(OperatorConfig config) {
    try {
      return TokenSigner.fromKey(Files.readString(config.signingKey()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "Cannot read atrium.operator.signing-key " + config.signingKey(), unreadable);
    }
  }

  /** The JWK set (RFC 7517) of the public keys. */
  public String jwks() {
    return signer.jwks();
  }

  /** A token for one call to init-service. */
  public String forInitService() {
    var now = clock.instant();
    return signer.sign(Claims.operatorToInitService(now, now.plus(CALL)));
  }

  /** A token for one call to a project's runner. */
  public String forRunner(String project) {
    var now = clock.instant();
    return signer.sign(Claims.engine(project, now, now.plus(CALL)));
  }

  /** A runner's own token. */
  String ofRunner(String project, long epoch, Duration lifetime) {
    var now = clock.instant();
    return signer.sign(Claims.runner(project, epoch, now, now.plus(lifetime)));
  }
}
