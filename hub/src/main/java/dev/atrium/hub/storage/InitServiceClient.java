package dev.atrium.hub.storage;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.api.storage.TemplateInfo;
import dev.atrium.hub.config.HubConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * init-service over HTTP. Blocking; for virtual threads. Whatever fails there is thrown as the
 * problem that init-service answered, or as {@code storage-unreachable} if it did not answer.
 */
@ApplicationScoped
public class InitServiceClient {

  @Inject HubConfig config;
  @Inject ServiceToken token;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  public List<TemplateInfo> templates() {
    return read(send("GET", "/templates", BodyPublishers.noBody()), new TypeReference<>() {});
  }

  public StoredProject create(CreateProject wish) {
    return read(send("POST", "/projects", json(wish)), new TypeReference<>() {});
  }

  /** The project as storage knows it; empty if there is none of that id. */
  public Optional<StoredProject> find(String id) {
    try {
      var found = send("GET", "/projects/" + id, BodyPublishers.noBody());
      return Optional.of(read(found, new TypeReference<StoredProject>() {}));
    } catch (ProblemException none) {
      if (none.type() == ProblemType.NOT_FOUND) {
        return Optional.empty();
      }
      throw none;
    }
  }

  public void trash(String id) {
    send("POST", "/projects/" + id + "/trash", BodyPublishers.noBody());
  }

  public void restore(String id) {
    send("POST", "/projects/" + id + "/restore", BodyPublishers.noBody());
  }

  /** Deletes a trashed project's objects for good. */
  public void delete(String id) {
    send("DELETE", "/projects/" + id, BodyPublishers.noBody());
  }

  /** The project as a zip archive, streamed; the caller closes it. */
  public InputStream export(String id) {
    var request = request("/projects/" + id + "/export").GET().build();
    return exchange(request, BodyHandlers.ofInputStream(), InitServiceClient::readAll);
  }

  private byte[] send(String method, String path, BodyPublisher body) {
    var request =
        request(path)
            .method(method, body)
            .header("Content-Type", "application/json")
            .timeout(Duration.ofMinutes(2))
            .build();
    return exchange(request, BodyHandlers.ofByteArray(), bytes -> bytes);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(config.storageUrl().resolve("/storage" + path))
        .header("Authorization", "Bearer " + token.get());
  }

  private <T> T exchange(
      HttpRequest request, HttpResponse.BodyHandler<T> handler, ToBytes<T> toBytes) {
    try {
      var response = http.send(request, handler);
      if (response.statusCode() >= 400) {
        throw problem(response.statusCode(), toBytes.bytes(response.body()));
      }
      return response.body();
    } catch (IOException failure) {
      throw unreachable(failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable(stopped);
    }
  }

  /** The problem in an answer; of an answer that is none, its status is told. */
  static ProblemException problem(int status, byte[] body) {
    try {
      var problem = Codec.JSON.readValue(body, Problem.class);
      if (problem != null && problem.type() != null) {
        return ProblemType.relayed(problem);
      }
    } catch (IOException notOurs) {
      // Anything but a problem detail: a proxy's page, or nothing at all.
    }
    return ProblemType.INTERNAL.thrown(
        String.format(Locale.ROOT, "The storage service answered with status %d.", status));
  }

  static ProblemException unreachable(Exception cause) {
    return ProblemType.STORAGE_UNREACHABLE.thrown(
        "The storage service does not answer; try again in a moment.", cause);
  }

  private static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofByteArray(Codec.JSON.writeValueAsBytes(body));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T read(byte[] body, TypeReference<T> type) {
    try {
      return Codec.JSON.readValue(body, type);
    } catch (IOException garbled) {
      throw ProblemType.INTERNAL.thrown("The storage service answered unreadably.", garbled);
    }
  }

  private static byte[] readAll(InputStream stream) throws IOException {
    try (stream) {
      return stream.readNBytes(1 << 16);
    }
  }

  /** Turns an answer's body into bytes, for its problem. */
  private interface ToBytes<T> {
    byte[] bytes(T body) throws IOException;
  }
}
