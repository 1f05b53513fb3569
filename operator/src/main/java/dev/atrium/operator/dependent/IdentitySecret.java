package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The Secret by which a runner shows who it is: a token for one project and one epoch, and the
 * public keys by which it knows others.
 */
public final class IdentitySecret {

  /** The runner's token. */
  public static final String TOKEN = "identity";

  /** The JWK set (RFC 7517). */
  public static final String JWKS = "jwks.json";

  private static final String EPOCH = "atrium.dev/epoch";
  private static final String EXPIRES = "atrium.dev/identity-expires";

  private IdentitySecret() {}

  /** The Secret as it shall be. */
  public static Secret desired(
      Repl repl, long epoch, String token, String jwks, Instant expiresAt) {
    Secret secret =
        new SecretBuilder()
            .withMetadata(OwnedDependent.metadata(repl))
            .withType("Opaque")
            .withData(Map.of(TOKEN, encoded(token), JWKS, encoded(jwks)))
            .build();
    secret
        .getMetadata()
        .setAnnotations(Map.of(EPOCH, Long.toString(epoch), EXPIRES, expiresAt.toString()));
    secret.addOwnerReference(repl);
    return secret;
  }

  /** The epoch of the token in a Secret, if it says one. */
  public static Optional<Long> epochOf(Secret secret) {
    try {
      return annotation(secret, EPOCH).map(Long::valueOf);
    } catch (NumberFormatException tampered) {
      return Optional.empty();
    }
  }

  /** When the token in a Secret ends, if it says so. */
  public static Optional<Instant> expiryOf(Secret secret) {
    try {
      return annotation(secret, EXPIRES).map(Instant::parse);
    } catch (DateTimeParseException tampered) {
      return Optional.empty();
    }
  }

  /** Whether a Secret has a token, and these public keys. */
  public static boolean holds(Secret secret, String jwks) {
    var data = secret.getData();
    return data != null && data.containsKey(TOKEN) && encoded(jwks).equals(data.get(JWKS));
  }

  private static Optional<String> annotation(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getAnnotations()).map(all -> all.get(name));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
