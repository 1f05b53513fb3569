package dev.atrium.operator.identity;

import dev.atrium.crd.Repl;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.config.ServerSideApply;
import dev.atrium.operator.dependent.IdentitySecret;
import dev.atrium.operator.dependent.Names;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives each start of a runner its identity, and renews it while the runner lives. Secrets are read
 * by their names and never listed, so that the operator needs no right to look around.
 */
@Singleton
public class Identities {

  private final KubernetesClient client;
  private final ServerSideApply apply;
  private final SigningKey key;
  private final Clock clock;
  private final Duration lifetime;

  Identities(
      KubernetesClient client,
      ServerSideApply apply,
      SigningKey key,
      Clock clock,
      OperatorConfig config) {
    this.client = client;
    this.apply = apply;
    this.key = key;
    this.clock = clock;
    this.lifetime = config.identityLifetime();
  }

  /** What stands in the Repl's Secret now. */
  public Optional<Secret> find(Repl repl) {
    return Optional.ofNullable(
        client
            .secrets()
            .inNamespace(repl.getMetadata().getNamespace())
            .withName(Names.of(repl))
            .get());
  }

  /**
   * Makes sure that the Repl's Secret has a good token for an epoch; writes only if it has not.
   *
   * @param current as {@link #find} found it
   * @return when to look again
   */
  public Duration ensure(Repl repl, long epoch, Optional<Secret> current) {
    Instant now = clock.instant();
    var good = current.filter(secret -> isGood(secret, epoch, now));
    if (good.isEmpty()) {
      String token = key.ofRunner(repl.getSpec().project(), epoch, lifetime);
      apply.apply(IdentitySecret.desired(repl, epoch, token, key.jwks(), now.plus(lifetime)));
    }
    Instant expiry = good.flatMap(IdentitySecret::expiryOf).orElse(now.plus(lifetime));
    return Duration.between(now, expiry.minus(lifetime.dividedBy(2))).plusSeconds(1);
  }

  private boolean isGood(Secret secret, long epoch, Instant now) {
    boolean same = IdentitySecret.epochOf(secret).filter(each -> each == epoch).isPresent();
    boolean young =
        IdentitySecret.expiryOf(secret)
            .filter(expiry -> now.plus(lifetime.dividedBy(2)).isBefore(expiry))
            .isPresent();
    return same && young && IdentitySecret.holds(secret, key.jwks());
  }
}
