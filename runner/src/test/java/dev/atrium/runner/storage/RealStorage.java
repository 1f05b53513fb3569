package dev.atrium.runner.storage;

import dev.atrium.api.log.LogKeys;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The laptop's own S3 server, a process over a new directory, and signatures of the AWS SDK as
 * init-service makes them.
 */
public final class RealStorage implements AutoCloseable {

  private static final Path JAR =
      Path.of("..", "standalone", "s3", "target", "s3", "atrium-s3.jar");
  private static final String BUCKET = "atrium";
  private static final String PREFIX = LogKeys.project(TestInitService.PROJECT);

  private final Path directory = Files.createTempDirectory("atrium-s3-");
  private final Process process = start();
  private final URI endpoint = endpoint();
  private final S3Client s3 =
      S3Client.builder()
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(credentials())
          .serviceConfiguration(byPath())
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private final S3Presigner presigner =
      S3Presigner.builder()
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(credentials())
          .serviceConfiguration(byPath())
          .build();
  private final TestInitService initService = new TestInitService(this::sign, this::keys, () -> {});

  public RealStorage() throws IOException {}

  public S3ProjectStorage runner(long epoch, Path identities) throws IOException {
    return initService.runner(epoch, identities, Retry.DEFAULT, StorageHttp.SILENCE);
  }

  /** The project's keys below a prefix, in order. */
  List<String> keys(String prefix) {
    return s3
        .listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix(PREFIX + prefix))
        .contents()
        .stream()
        .map(object -> object.key().substring(PREFIX.length()))
        .toList();
  }

  byte[] read(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(PREFIX + key)).asByteArray();
  }

  /** Ends the server at once, as a crash would. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() throws IOException {
    initService.close();
    presigner.close();
    s3.close();
    kill();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private SignedRequest sign(StorageRequest request) {
    String key = PREFIX + request.key();
    Duration life = Duration.ofMinutes(10);
    PresignedRequest signed =
        switch (request.method()) {
          case "GET" ->
              presigner.presignGetObject(
                  p -> p.signatureDuration(life).getObjectRequest(r -> r.bucket(BUCKET).key(key)));
          case "PUT" ->
              presigner.presignPutObject(
                  p ->
                      p.signatureDuration(life)
                          .putObjectRequest(
                              r ->
                                  r.bucket(BUCKET)
                                      .key(key)
                                      .contentLength(request.length())
                                      .checksumSHA256(
                                          Base64.getEncoder()
                                              .encodeToString(request.sha256().bytes()))
                                      .ifNoneMatch(request.createOnly() ? "*" : null)));
          default ->
              presigner.presignDeleteObject(
                  p ->
                      p.signatureDuration(life)
                          .deleteObjectRequest(r -> r.bucket(BUCKET).key(key)));
        };
    Map<String, String> headers = new TreeMap<>();
    signed.signedHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    return new SignedRequest(
        request.method(), signed.url().toString(), headers, signed.expiration());
  }

  private Process start() throws IOException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("Package standalone/s3 first: there is no " + JAR);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "ATRIUM_S3_DIRECTORY", directory.toString(),
                "ATRIUM_S3_PORT", "0",
                "ATRIUM_S3_ACCESS_KEY", "test",
                "ATRIUM_S3_SECRET_KEY", "test-secret-of-no-worth",
                "ATRIUM_STOP_ON_EOF", "true",
                "LC_ALL", "C.UTF-8"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return builder.start();
  }

  private URI endpoint() throws IOException {
    BufferedReader lines = process.inputReader();
    String line = lines.readLine();
    if (line == null || !line.startsWith("S3 ready on ")) {
      throw new IllegalStateException("The S3 server did not start: " + line);
    }
    return URI.create(line.substring("S3 ready on ".length()));
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create("test", "test-secret-of-no-worth"));
  }

  private static S3Configuration byPath() {
    return S3Configuration.builder().pathStyleAccessEnabled(true).build();
  }
}
