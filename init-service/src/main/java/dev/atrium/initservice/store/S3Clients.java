package dev.atrium.initservice.store;

import dev.atrium.initservice.config.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The AWS SDK, configured for any S3 server and for answers within seconds when one is away.
 *
 * <p>Over Apache's client: the JDK's {@code HttpURLConnection} loses the answer to about one PUT in
 * a few hundred at s3proxy (measured), and a create whose answer is lost looks refused when it is
 * repeated.
 */
@ApplicationScoped
class S3Clients {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration SILENCE = Duration.ofMillis(3500);
  private static final int MAX_CONNECTIONS = 64;

  @Produces
  @ApplicationScoped
  S3Client client(StorageConfig config) {
    return S3Client.builder()
        .endpointOverride(config.endpoint())
        .region(Region.of(config.region()))
        .credentialsProvider(credentials(config))
        .serviceConfiguration(byPath())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClient(new FreshConnections(http(), MAX_CONNECTIONS))
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(2)))
        .build();
  }

  private static SdkHttpClient http() {
    return Apache5HttpClient.builder()
        .connectionTimeout(CONNECT)
        .connectionAcquisitionTimeout(SILENCE)
        .socketTimeout(SILENCE)
        .maxConnections(MAX_CONNECTIONS)
        .build();
  }

  void close(@Disposes S3Client client) {
    client.close();
  }

  @Produces
  @ApplicationScoped
  S3Presigner presigner(StorageConfig config) {
    return S3Presigner.builder()
        .endpointOverride(config.endpoint())
        .region(Region.of(config.region()))
        .credentialsProvider(credentials(config))
        .serviceConfiguration(byPath())
        .build();
  }

  void close(@Disposes S3Presigner presigner) {
    presigner.close();
  }

  private static AwsCredentialsProvider credentials(StorageConfig config) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(config.accessKey(), config.secretKey()));
  }

  private static S3Configuration byPath() {
    return S3Configuration.builder().pathStyleAccessEnabled(true).build();
  }
}
