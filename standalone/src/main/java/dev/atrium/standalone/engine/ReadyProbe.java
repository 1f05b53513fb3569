package dev.atrium.standalone.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atrium.api.json.Codec;
import dev.atrium.hub.engine.ReplAddress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a runner whether it is ready, and if not, how far it is. */
@Singleton
class ReadyProbe {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  /**
   * @param answers whether it is a runner that answers
   * @param ready whether the project's files are there
   * @param progress how much of them is, 0..100; null if nobody knows
   */
  record Readiness(boolean answers, boolean ready, Integer progress) {}

  /** What the runner says now; not ready if it does not answer. */
  Readiness ask(ReplAddress runner) throws InterruptedException {
    var address = "http://" + runner.host() + ":" + runner.port() + "/q/health/ready";
    var request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(2)).build();
    try {
      var answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return new Readiness(true, true, null);
      }
      var health = Codec.JSON.readTree(answer.body());
      return new Readiness(health.path("checks").isArray(), false, progress(health));
    } catch (IOException notYet) {
      return new Readiness(false, false, null);
    }
  }

  /** From the byte counts in a check's data (MicroProfile Health). */
  static Integer progress(JsonNode health) {
    for (JsonNode check : health.path("checks")) {
      long total = check.path("data").path("totalBytes").asLong();
      if (total > 0) {
        return (int)
            Math.clamp(100 * check.path("data").path("doneBytes").asLong() / total, 0, 100);
      }
    }
    return null;
  }
}
