package dev.atrium.hub.keys;

import dev.atrium.api.token.Audience;
import dev.atrium.api.token.TokenSigner;
import dev.atrium.api.token.TokenVerifier;
import dev.atrium.hub.config.HubConfig;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;

/** The installation's signing key and the public half that everybody verifies with. */
@Startup
@Singleton
public class SigningKeys {

  @Inject HubConfig config;
  @Inject Clock clock;

  private TokenSigner signer;

  @PostConstruct
  void load() {
    signer = load(config.signingKey());
    config.jwks().ifPresent(file -> publish(signer, file));
  }

  /** Reads the key or makes one. */
  public static TokenSigner load(Path key) {
    return TokenSigner.fromKey(
        SecretFile.readOrCreate(key, () -> TokenSigner.generate().privateJwk()));
  }

  /** Writes a signer's JWK set for those who verify. */
  public static void publish(TokenSigner signer, Path jwks) {
    try {
      SecretFile.write(jwks, signer.jwks());
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot write " + jwks, failure);
    }
  }

  public TokenSigner signer() {
    return signer;
  }

  /** Verifies tokens for one Repl's runner. */
  public TokenVerifier forRepl(String id) {
    return new TokenVerifier(signer.jwks(), Audience.repl(id), clock);
  }
}
