package dev.atrium.hub.storage;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.hub.config.HubConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends a zip archive on to init-service, 64 KiB at a time. Vert.x' client is used because it hears
 * a refusal while it is still sending; the JDK's would report a broken connection instead.
 */
@ApplicationScoped
public class ArchiveUpload {

  private static final int CHUNK = 1 << 16;

  @Inject HubConfig config;
  @Inject ServiceToken token;
  @Inject Vertx vertx;

  private HttpClient http;

  @PostConstruct
  void open() {
    http = vertx.createHttpClient();
  }

  /**
   * Streams the archive; blocks until init-service answers. The caller closes the answer.
   *
   * @throws dev.atrium.api.problem.ProblemException what init-service answered, {@code too-large}
   *     or {@code storage-unreachable}
   */
  public Answer send(String id, Binding binding, InputStream zip) {
    var incoming = new CompletableFuture<Answer>();
    try {
      var request = await(http.request(options(id, binding)).toCompletionStage(), 10);
      request.setChunked(true);
      request
          .response()
          .onSuccess(response -> incoming.complete(Answer.of(response)))
          .onFailure(incoming::completeExceptionally);
      pump(zip, request, incoming);
      var answer = incoming.get(30, TimeUnit.MINUTES);
      if (answer.status != 200) {
        try (answer) {
          throw InitServiceClient.problem(answer.status, answer.body.readNBytes(CHUNK));
        }
      }
      return answer;
    } catch (IOException | ExecutionException | TimeoutException | CompletionException failure) {
      throw InitServiceClient.unreachable(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw InitServiceClient.unreachable(stopped);
    }
  }

  private void pump(InputStream zip, HttpClientRequest request, CompletableFuture<Answer> incoming)
      throws IOException {
    byte[] chunk = new byte[CHUNK];
    long sent = 0;
    for (int n = zip.read(chunk); n >= 0 && !incoming.isDone(); n = zip.read(chunk)) {
      sent += n;
      if (sent > config.maxImportBytes()) {
        request.reset();
        throw ProblemType.TOO_LARGE.thrown(
            "An archive may have " + (config.maxImportBytes() >> 20) + " MiB.");
      }
      var written = request.write(Buffer.buffer().appendBytes(chunk, 0, n)).toCompletionStage();
      CompletableFuture.anyOf(written.toCompletableFuture(), incoming).join();
    }
    if (incoming.isDone() && !incoming.isCompletedExceptionally()) {
      return;
    }
    request.end();
  }

  private RequestOptions options(String id, Binding binding) {
    String query =
        "?cluster=%s&namespace=%s&owner=%s"
            .formatted(
                encode(binding.cluster()), encode(binding.namespace()), encode(binding.owner()));
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setAbsoluteURI(
            config.storageUrl().resolve("/storage/projects/" + id + "/import" + query).toString())
        .putHeader("Content-Type", "application/zip")
        .putHeader("Authorization", "Bearer " + token.get());
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static <T> T await(java.util.concurrent.CompletionStage<T> stage, long seconds)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
  }

  /** init-service's answer, line by line. */
  public static final class Answer implements AutoCloseable {

    private final int status;
    private final BodyStream body;
    private final BufferedReader lines;

    private Answer(int status, BodyStream body) {
      this.status = status;
      this.body = body;
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    static Answer of(HttpClientResponse response) {
      return new Answer(response.statusCode(), new BodyStream(response));
    }

    /** The next line without its end, or null after the last. Blocks. */
    public String line() throws IOException {
      return lines.readLine();
    }

    @Override
    public void close() {
      body.close();
    }
  }
}
