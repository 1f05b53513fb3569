package dev.atrium.initservice.store;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.initservice.config.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The bucket. Thread-safe; every call blocks.
 *
 * <p>Every method throws a {@code storage-unreachable} problem if S3 does not answer within seconds
 * or refuses. A stream that breaks later throws an {@code IOException} as streams do.
 */
@ApplicationScoped
public class ObjectStore {

  private static final int DELETES_A_REQUEST = 1000;
  private static final String ANYTHING = "*";

  private final S3Client s3;
  private final String bucket;

  ObjectStore(S3Client s3, StorageConfig config) {
    this.s3 = s3;
    this.bucket = config.bucket();
  }

  /** An object's bytes, or nothing if there is none. */
  public Optional<byte[]> find(String key) {
    return call(
        () -> {
          try {
            return Optional.of(
                s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArrayUnsafe());
          } catch (NoSuchKeyException none) {
            return Optional.empty();
          }
        });
  }

  /** An object's bytes as a stream, which the caller closes. */
  public InputStream open(String key) {
    return call(() -> s3.getObject(r -> r.bucket(bucket).key(key)));
  }

  /** Creates an object; false if one of that name is there already, which stays as it is. */
  public boolean create(String key, byte[] content) {
    return call(
        () -> {
          try {
            s3.putObject(
                describe(key, ContentHash.of(content)).ifNoneMatch(ANYTHING).build(),
                RequestBody.fromBytes(content));
            return true;
          } catch (S3Exception refused) {
            if (refused.statusCode() == 412) {
              return false;
            }
            throw refused;
          }
        });
  }

  /** Creates or replaces an object. */
  public void put(String key, byte[] content) {
    call(
        () ->
            s3.putObject(
                describe(key, ContentHash.of(content)).build(), RequestBody.fromBytes(content)));
  }

  /** Creates or replaces an object from a file, whose bytes have this hash. */
  public void put(String key, Path file, ContentHash hash) {
    call(() -> s3.putObject(describe(key, hash).build(), RequestBody.fromFile(file)));
  }

  /** Copies an object inside the store. */
  public void copy(String from, String to) {
    call(
        () ->
            s3.copyObject(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)));
  }

  /** Makes an object as young as a new one. */
  public void touch(String key) {
    call(
        () ->
            s3.copyObject(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey(key)
                        .destinationBucket(bucket)
                        .destinationKey(key)
                        .metadataDirective(MetadataDirective.REPLACE)));
  }

  /** When an object was written last, or nothing if there is none. */
  public Optional<Instant> lastModified(String key) {
    return call(
        () -> {
          try {
            return Optional.of(s3.headObject(r -> r.bucket(bucket).key(key)).lastModified());
          } catch (NoSuchKeyException none) {
            return Optional.empty();
          }
        });
  }

  /** Every object whose key starts with a prefix, in the order of keys. */
  public List<StoredObject> list(String prefix) {
    return listAfter(prefix, null);
  }

  /** As {@link #list}, from the first key behind {@code after}. */
  public List<StoredObject> listAfter(String prefix, String after) {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).startAfter(after))
                .contents()
                .stream()
                .map(o -> new StoredObject(o.key(), o.size(), o.lastModified()))
                .toList());
  }

  /** The names directly below a prefix that ends with a slash, as full prefixes. */
  public List<String> directories(String prefix) {
    return call(
        () ->
            s3
                .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(common -> common.prefix())
                .toList());
  }

  /** Deletes objects; those that are not there are no error. */
  public void delete(Collection<String> keys) {
    inBatches(
        keys,
        batch ->
            call(
                () -> {
                  var answer =
                      s3.deleteObjects(
                          r -> r.bucket(bucket).delete(d -> d.quiet(true).objects(batch)));
                  if (answer.hasErrors()) {
                    throw ProblemType.STORAGE_UNREACHABLE.thrown(
                        "The object store did not delete everything; try again.");
                  }
                  return answer;
                }));
  }

  private static void inBatches(
      Collection<String> keys, Consumer<List<ObjectIdentifier>> eachBatch) {
    List<ObjectIdentifier> batch = new ArrayList<>();
    for (String key : keys) {
      batch.add(ObjectIdentifier.builder().key(key).build());
      if (batch.size() == DELETES_A_REQUEST) {
        eachBatch.accept(batch);
        batch = new ArrayList<>();
      }
    }
    if (!batch.isEmpty()) {
      eachBatch.accept(batch);
    }
  }

  private PutObjectRequest.Builder describe(String key, ContentHash hash) {
    return PutObjectRequest.builder()
        .bucket(bucket)
        .key(key)
        .checksumSHA256(Base64.getEncoder().encodeToString(hash.bytes()));
  }

  private static <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException failure) {
      throw ProblemType.STORAGE_UNREACHABLE.thrown(
          "The object store does not answer or refuses; try again in a moment.", failure);
    }
  }
}
