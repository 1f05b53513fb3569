package dev.atrium.api.storage;

import java.time.Instant;
import java.util.Map;

/**
 * A signed S3 request: send {@code method} to {@code url} with exactly these headers. It is a
 * secret while it lives; it must not reach a log, and {@link #toString} hides it.
 *
 * @param headers what the signature covers, without {@code Host} and {@code Content-Length}, which
 *     every HTTP client sends by itself
 * @param expiresAt at most ten minutes ahead
 */
public record SignedRequest(
    String method, String url, Map<String, String> headers, Instant expiresAt) {

  @Override
  public String toString() {
    return method + " (signed)";
  }
}
