package dev.atrium.initservice.signing;

import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.initservice.config.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Signs one S3 request (Signature Version 4 in the query). The signature covers the method, the
 * key, the body's length, its SHA-256 and the condition, so that nothing else can be sent with it.
 */
@ApplicationScoped
class RequestSigner {

  /** How long a signature lives. */
  static final Duration LIFE = Duration.ofMinutes(10);

  /** What every HTTP client sets by itself. */
  private static final Set<String> SET_BY_CLIENTS = Set.of("host", "content-length");

  private final S3Presigner presigner;
  private final String bucket;

  RequestSigner(S3Presigner presigner, StorageConfig config) {
    this.presigner = presigner;
    this.bucket = config.bucket();
  }

  /**
   * @param prefix the project's
   * @param request one that {@link RequestRules} let pass
   */
  SignedRequest sign(String prefix, StorageRequest request) {
    String key = prefix + request.key();
    return answer(
        switch (request.method()) {
          case "GET" ->
              presigner.presignGetObject(
                  p -> p.signatureDuration(LIFE).getObjectRequest(r -> r.bucket(bucket).key(key)));
          case "PUT" ->
              presigner.presignPutObject(
                  p -> p.signatureDuration(LIFE).putObjectRequest(put(key, request)));
          case "DELETE" ->
              presigner.presignDeleteObject(
                  p ->
                      p.signatureDuration(LIFE)
                          .deleteObjectRequest(r -> r.bucket(bucket).key(key)));
          default ->
              throw new IllegalArgumentException("No rule lets " + request.method() + " by.");
        });
  }

  private PutObjectRequest put(String key, StorageRequest request) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .contentLength(request.length())
        .checksumSHA256(Base64.getEncoder().encodeToString(request.sha256().bytes()))
        .ifNoneMatch(request.createOnly() ? "*" : null)
        .build();
  }

  private static SignedRequest answer(PresignedRequest signed) {
    Map<String, String> headers = new TreeMap<>();
    signed
        .signedHeaders()
        .forEach(
            (name, values) -> {
              if (!SET_BY_CLIENTS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                headers.put(name, values.getFirst());
              }
            });
    return new SignedRequest(
        signed.httpRequest().method().name(),
        signed.url().toString(),
        headers,
        signed.expiration());
  }
}
