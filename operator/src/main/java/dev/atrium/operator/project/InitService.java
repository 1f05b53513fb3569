package dev.atrium.operator.project;

import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.identity.SigningKey;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * init-service over HTTP, as far as the operator may use it. Blocking. Whatever fails there is
 * thrown as the problem that init-service answered, or as {@code storage-unreachable}.
 */
@Singleton
public class InitService {

  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Making a project from its template is a few dozen writes to S3. */
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private static final int NOT_FOUND = 404;
  private static final int FIRST_ERROR = 400;

  private final URI base;
  private final SigningKey key;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  InitService(OperatorConfig config, SigningKey key) {
    this.base = config.storageUrl();
    this.key = key;
  }

  /** The project, if there is one of that id. */
  public Optional<StoredProject> find(String project) {
    var answer = send(request("/storage/projects/" + project).GET());
    return answer.status == NOT_FOUND ? Optional.empty() : Optional.of(answer.project());
  }

  /** Makes a project, or finds the one that the same place made from the same template. */
  public StoredProject create(CreateProject wish) {
    try {
      var body = BodyPublishers.ofByteArray(Codec.JSON.writeValueAsBytes(wish));
      return send(request("/storage/projects")
              .header("Content-Type", "application/json")
              .POST(body))
          .project();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(ANSWER)
        .header("Authorization", "Bearer " + key.forInitService());
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      var response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException failure) {
      throw unreachable("does not answer", failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw unreachable("was not waited for", stopped);
    }
  }

  private static ProblemException unreachable(String what, Exception cause) {
    return ProblemType.STORAGE_UNREACHABLE.thrown(
        "init-service " + what + "; it is tried again.", cause);
  }

  /** An answer and how to read it. */
  private record Answer(int status, byte[] body) {

    StoredProject project() {
      try {
        if (status < FIRST_ERROR) {
          return Codec.JSON.readValue(body, StoredProject.class);
        }
        var problem = Codec.JSON.readValue(body, Problem.class);
        if (problem != null && problem.type() != null) {
          throw ProblemType.relayed(problem);
        }
      } catch (IOException notOurs) {
        // Something else answers there: a proxy's page, or nothing that can be read.
      }
      throw unreachable("answered status " + status + " in words that are not its own", null);
    }
  }
}
