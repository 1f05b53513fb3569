package dev.atrium.hub.storage;

import dev.atrium.api.token.Claims;
import dev.atrium.hub.keys.SigningKeys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The hub's own token towards init-service, signed afresh for every call. */
@Singleton
public class ServiceToken {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  @Inject SigningKeys keys;
  @Inject Clock clock;

  String get() {
    var now = clock.instant();
    return keys.signer().sign(Claims.hubToInitService(now, now.plus(LIFETIME)));
  }
}
