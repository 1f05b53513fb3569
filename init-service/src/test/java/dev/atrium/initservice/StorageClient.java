package dev.atrium.initservice;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.json.Codec;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.ImportProgress;
import dev.atrium.api.storage.SignBatch;
import dev.atrium.api.storage.SignedBatch;
import dev.atrium.api.storage.SignedRequest;
import dev.atrium.api.storage.StorageRequest;
import dev.atrium.api.token.Claims;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Speaks to the service as the hub and as runners do. */
public final class StorageClient {

  public static final Binding HERE = new Binding("local", "local", "ann");

  private static final Random RANDOM = new Random();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  public StorageClient(URI base) {
    this.base = base;
  }

  /** A new project id. */
  public static String newId() {
    return "p" + Long.toString(RANDOM.nextLong(1L << 50, 1L << 55), 36);
  }

  public static String hubToken() {
    Instant now = Instant.now();
    return StorageResource.SIGNER.sign(Claims.hubToInitService(now, now.plusSeconds(60)));
  }

  public static String operatorToken() {
    Instant now = Instant.now();
    return StorageResource.SIGNER.sign(Claims.operatorToInitService(now, now.plusSeconds(60)));
  }

  public static String runnerToken(String id, long epoch) {
    Instant now = Instant.now();
    return StorageResource.SIGNER.sign(Claims.runner(id, epoch, now, now.plusSeconds(60)));
  }

  public HttpResponse<byte[]> hub(String method, String path, Object body)
      throws IOException, InterruptedException {
    return send(method, path, hubToken(), json(body));
  }

  public HttpResponse<byte[]> runner(String id, long epoch, String action, Object body)
      throws IOException, InterruptedException {
    return send(
        "POST", "/storage/projects/" + id + "/" + action, runnerToken(id, epoch), json(body));
  }

  public HttpResponse<byte[]> send(String method, String path, String token, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** A project from a template; its id. */
  public String create(String template) throws IOException, InterruptedException {
    String id = newId();
    var answer = hub("POST", "/storage/projects", new CreateProject(id, template, HERE));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(new String(answer.body()));
    }
    return id;
  }

  /** The lines of an import's answer. */
  public List<ImportProgress> importZip(String id, byte[] zip)
      throws IOException, InterruptedException {
    var answer =
        send(
            "POST",
            "/storage/projects/" + id + "/import?cluster=local&namespace=local&owner=ann",
            hubToken(),
            BodyPublishers.ofByteArray(zip));
    List<ImportProgress> lines = new ArrayList<>();
    if (answer.statusCode() != 200) {
      lines.add(
          new ImportProgress(0, 0, false, read(answer, dev.atrium.api.problem.Problem.class)));
      return lines;
    }
    for (String line : new String(answer.body()).split("\n")) {
      lines.add(Codec.JSON.readValue(line, ImportProgress.class));
    }
    return lines;
  }

  /** Has one request signed. */
  public SignedRequest sign(String id, long epoch, StorageRequest request)
      throws IOException, InterruptedException {
    var answer = runner(id, epoch, "sign", new SignBatch(List.of(request)));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(new String(answer.body()));
    }
    return read(answer, SignedBatch.class).requests().getFirst();
  }

  /** Sends a signed request. */
  public HttpResponse<byte[]> send(SignedRequest signed, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(signed.url()))
            .method(
                signed.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    signed.headers().forEach(request::header);
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** Creates an object as a runner would; the status. */
  public int putAs(String id, long epoch, String key, byte[] content)
      throws IOException, InterruptedException {
    var request = StorageRequest.create(key, content.length, ContentHash.of(content));
    return send(sign(id, epoch, request), content).statusCode();
  }

  public static <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws IOException {
    return Codec.JSON.readValue(answer.body(), type);
  }

  private static BodyPublisher json(Object body) throws IOException {
    return body == null
        ? BodyPublishers.noBody()
        : BodyPublishers.ofByteArray(Codec.JSON.writeValueAsBytes(body));
  }
}
