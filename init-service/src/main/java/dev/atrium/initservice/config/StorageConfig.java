package dev.atrium.initservice.config;

import dev.atrium.api.files.LocalOnly;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Where projects are stored, and the bounds of what is stored. */
@ConfigMapping(prefix = "atrium.storage")
public interface StorageConfig {

  /** The S3 server; addressed by path, so that no bucket needs a host name of its own. */
  URI endpoint();

  /** The region that requests are signed for; servers other than AWS take any. */
  @WithDefault("us-east-1")
  String region();

  /** The bucket, which has to exist unless it may be made. */
  @WithDefault("atrium")
  String bucket();

  /** Whether to make the bucket if it is missing; for an S3 server of one's own. */
  @WithDefault("false")
  boolean createBucket();

  /** The id of the key that signs requests. */
  String accessKey();

  /** The key that signs requests; init-service alone has it. */
  String secretKey();

  /** A directory with one directory a template. */
  Path templates();

  /** A JWK set of the keys that sign tokens; read again when it changes. */
  Path jwks();

  /** The most bytes that an imported project may have. */
  @WithDefault("10737418240")
  long quotaBytes();

  /** The largest single file, in bytes. */
  @WithDefault("1073741824")
  long maxFileBytes();

  /** The largest uploaded archive, in bytes. */
  @WithDefault("1073741824")
  long maxArchiveBytes();

  /** Directory and file names that an import leaves out, as a runner would not save them. */
  @WithDefault(LocalOnly.NAMES)
  List<String> excludes();

  /** How long the log keeps every version. */
  @WithDefault("P30D")
  Duration history();

  /** The age below which no content is collected; must be far above a signature's life. */
  @WithDefault("P1D")
  Duration garbageGrace();

  /** How long the trash keeps a project. */
  @WithDefault("P7D")
  Duration trash();
}
