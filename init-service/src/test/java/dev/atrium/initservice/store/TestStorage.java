package dev.atrium.initservice.store;

import dev.atrium.api.files.LocalOnly;
import dev.atrium.initservice.S3ServerFixture;
import dev.atrium.initservice.config.StorageConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The configuration and the bucket of tests that need no more of the service. */
public record TestStorage(URI endpoint, String bucket, boolean createBucket)
    implements StorageConfig {

  public TestStorage(URI endpoint) {
    this(endpoint, "atrium", false);
  }

  public ObjectStore store() {
    return new ObjectStore(new S3Clients().client(this), this);
  }

  Bucket whole() {
    return new Bucket(new S3Clients().client(this), this);
  }

  @Override
  public String region() {
    return "us-east-1";
  }

  @Override
  public String accessKey() {
    return S3ServerFixture.ACCESS_KEY;
  }

  @Override
  public String secretKey() {
    return S3ServerFixture.SECRET_KEY;
  }

  @Override
  public Path templates() {
    return Path.of("..", "templates");
  }

  @Override
  public Path jwks() {
    return Path.of("none");
  }

  @Override
  public long quotaBytes() {
    return 200_000_000;
  }

  @Override
  public long maxFileBytes() {
    return 20_000_000;
  }

  @Override
  public long maxArchiveBytes() {
    return 200_000_000;
  }

  @Override
  public List<String> excludes() {
    return List.of(LocalOnly.NAMES.split(","));
  }

  @Override
  public Duration history() {
    return Duration.ofDays(30);
  }

  @Override
  public Duration garbageGrace() {
    return Duration.ofDays(1);
  }

  @Override
  public Duration trash() {
    return Duration.ofDays(7);
  }
}
