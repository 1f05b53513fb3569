package dev.atrium.api.hub;

import java.time.Instant;

/** A session on one Repl: the answer to an exchange or a renewal. */
public record SessionGrant(String token, Instant expiresAt) {

  @Override
  public String toString() {
    return "session until " + expiresAt;
  }
}
