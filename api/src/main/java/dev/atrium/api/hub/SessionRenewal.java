package dev.atrium.api.hub;

/**
 * {@code POST /api/handshake/renew}, by a runner: a fresh token for a session that is neither
 * revoked nor older than the hub allows.
 */
public record SessionRenewal(String project, String token) {

  @Override
  public String toString() {
    return "renewal for " + project;
  }
}
