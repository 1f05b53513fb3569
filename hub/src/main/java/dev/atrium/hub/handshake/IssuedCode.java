package dev.atrium.hub.handshake;

import dev.atrium.api.hub.CodeExchange;
import dev.atrium.hub.keys.Secrets;
import java.time.Instant;

/**
 * What a code was issued for.
 *
 * @param nonceHash SHA-256, in hex, of the nonce that the runner set as a cookie
 */
record IssuedCode(
    String project,
    String person,
    String hubSession,
    String nonceHash,
    String returnUrl,
    Instant expiresAt) {

  /** Whether an exchange is the one that this code was issued for, in time. */
  boolean fits(CodeExchange exchange, Instant now) {
    return now.isBefore(expiresAt)
        && project.equals(exchange.project())
        && returnUrl.equals(exchange.returnUrl())
        && exchange.nonce() != null
        && Secrets.same(nonceHash, Secrets.sha256(exchange.nonce()));
  }
}
