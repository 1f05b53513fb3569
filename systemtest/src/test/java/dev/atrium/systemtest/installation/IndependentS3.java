package dev.atrium.systemtest.installation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads a project's plain objects with the AWS SDK, which the runner does not use. */
public final class IndependentS3 implements AutoCloseable {

  private static final String BUCKET = "atrium";

  private final S3Client client;

  public IndependentS3(URI endpoint, String accessKey, String secretKey) {
    client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .httpClient(UrlConnectionHttpClient.create())
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
            .build();
  }

  /** The text of a project's file as S3 has it; empty if there is no such object. */
  public Optional<String> file(String project, String path) {
    try {
      return Optional.of(
          client
              .getObjectAsBytes(get -> get.bucket(BUCKET).key(prefix(project) + "files/" + path))
              .asString(StandardCharsets.UTF_8));
    } catch (NoSuchKeyException none) {
      return Optional.empty();
    }
  }

  /** The keys of a project below a folder such as {@code atrium/log/}, without the prefix. */
  public List<String> keys(String project, String folder) {
    return client
        .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(prefix(project) + folder))
        .contents()
        .stream()
        .map(S3Object::key)
        .map(key -> key.substring(prefix(project).length()))
        .toList();
  }

  @Override
  public void close() {
    client.close();
  }

  private static String prefix(String project) {
    return "projects/" + project + "/";
  }
}
