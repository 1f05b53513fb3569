package dev.atrium.standalone.objectstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads as s5cmd sends them: the hash of each part, 50 MB by default, is in its signature. */
class LargeUploadsIT {

  private static final Path JAR =
      Path.of("..", "standalone", "s3", "target", "s3", "atrium-s3.jar");
  private static final int PART = 50 << 20;
  private static final int PARTS = 8;

  @TempDir Path directory;

  private ObjectStore store;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    store =
        ObjectStore.start(
            JAR,
            directory.resolve("objects"),
            directory.resolve("s3.json"),
            directory.resolve("logs/s3.log"));
    client = client(store.settings());
  }

  @AfterEach
  void stop() {
    client.close();
    store.close();
  }

  @Test
  void manyLargePartsAtOnceAreAllTaken() throws Exception {
    var server = store.process();
    var upload = client.createMultipartUpload(r -> r.bucket("atrium").key("large")).uploadId();
    var parts = new ArrayList<CompletedPart>();
    try (var senders = Executors.newFixedThreadPool(PARTS)) {
      var sending =
          IntStream.rangeClosed(1, PARTS)
              .mapToObj(n -> (Callable<CompletedPart>) () -> send(upload, n));
      for (Future<CompletedPart> sent : senders.invokeAll(sending.toList())) {
        parts.add(sent.get());
      }
    }
    client.completeMultipartUpload(
        r -> r.bucket("atrium").key("large").uploadId(upload).multipartUpload(m -> m.parts(parts)));

    assertThat(client.headObject(r -> r.bucket("atrium").key("large")).contentLength())
        .isEqualTo((long) PART * PARTS);
    assertThat(store.process()).isEqualTo(server);
  }

  private CompletedPart send(String upload, int number) {
    var sent =
        client.uploadPart(
            r -> r.bucket("atrium").key("large").uploadId(upload).partNumber(number),
            RequestBody.fromBytes(new byte[PART]));
    return CompletedPart.builder().partNumber(number).eTag(sent.eTag()).build();
  }

  /** Signs the hash of every body, and tries nothing twice. */
  private static S3Client client(ObjectStoreSettings settings) {
    var keys = AwsBasicCredentials.create(settings.accessKey(), settings.secretKey());
    return S3Client.builder()
        .endpointOverride(URI.create(settings.endpoint()))
        .region(Region.of(settings.region()))
        .credentialsProvider(StaticCredentialsProvider.create(keys))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .serviceConfiguration(c -> c.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .httpClient(Apache5HttpClient.create())
        .build();
  }
}
