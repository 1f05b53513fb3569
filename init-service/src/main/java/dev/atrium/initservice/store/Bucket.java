package dev.atrium.initservice.store;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.initservice.config.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket as a whole: whether it answers, and making it. */
@ApplicationScoped
public class Bucket {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final AwsRequestOverrideConfiguration BOUNDED =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(PATIENCE).build();

  private final S3Client s3;
  private final StorageConfig config;

  Bucket(S3Client s3, StorageConfig config) {
    this.s3 = s3;
    this.config = config;
  }

  /**
   * Returns if the bucket answers; makes it first if it is missing and {@link
   * StorageConfig#createBucket} says so. Blocks for twice 3 seconds at most.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code storage-unreachable}, which says whether
   *     the bucket is missing, refused, or the server does not answer
   */
  public void require() {
    try {
      if (!exists()) {
        make();
      }
    } catch (S3Exception refused) {
      throw ProblemType.STORAGE_UNREACHABLE.thrown(
          "The object store refuses the bucket %s with status %d; check the key, its policy and the region."
              .formatted(config.bucket(), refused.statusCode()),
          refused);
    } catch (SdkException silent) {
      throw ProblemType.STORAGE_UNREACHABLE.thrown(
          "The object store at %s does not answer.".formatted(config.endpoint()), silent);
    }
  }

  private boolean exists() {
    try {
      s3.headBucket(r -> r.bucket(config.bucket()).overrideConfiguration(BOUNDED));
      return true;
    } catch (NoSuchBucketException missing) {
      return false;
    }
  }

  private void make() {
    if (!config.createBucket()) {
      throw ProblemType.STORAGE_UNREACHABLE.thrown(
          "There is no bucket %s; make it, or allow it to be made with atrium.storage.create-bucket."
              .formatted(config.bucket()));
    }
    s3.createBucket(r -> r.bucket(config.bucket()).overrideConfiguration(BOUNDED));
  }
}
