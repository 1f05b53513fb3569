package dev.atrium.api.storage;

import dev.atrium.api.content.ContentHash;

/**
 * One S3 request that a runner asks init-service to sign.
 *
 * @param method {@code GET}, {@code PUT}, or {@code DELETE} (only below {@code files/})
 * @param key relative to the project's prefix, see {@link dev.atrium.api.log.LogKeys}
 * @param length the body's length in bytes, for {@code PUT}
 * @param sha256 the body's hash, for {@code PUT}
 * @param createOnly adds {@code If-None-Match: *}; required for {@code PUT} below {@code atrium/}
 */
public record StorageRequest(
    String method, String key, long length, ContentHash sha256, boolean createOnly) {

  public static StorageRequest get(String key) {
    return new StorageRequest("GET", key, 0, null, false);
  }

  public static StorageRequest delete(String key) {
    return new StorageRequest("DELETE", key, 0, null, false);
  }

  public static StorageRequest create(String key, long length, ContentHash sha256) {
    return new StorageRequest("PUT", key, length, sha256, true);
  }

  public static StorageRequest put(String key, long length, ContentHash sha256) {
    return new StorageRequest("PUT", key, length, sha256, false);
  }
}
