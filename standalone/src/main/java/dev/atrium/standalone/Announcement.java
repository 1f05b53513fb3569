package dev.atrium.standalone;

import dev.atrium.api.json.Codec;
import dev.atrium.standalone.home.Home;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;

/** What people read in their terminal. */
final class Announcement {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Announcement() {}

  static String ready(String address, String home) {
    return """

          Atrium is ready. Open this address; it signs one browser in, once:

            %s

          Another one:  run atrium up again while this runs
          Kept in:      %s
          Stop:         Ctrl-C (open projects are saved first)

        """
        .formatted(address, home);
  }

  /** For whoever starts Atrium twice: the running one is asked for a fresh address. */
  static String alreadyRunning(Home home, String origin) {
    return """

          Atrium already runs at %s, with everything in %s.
          Open this address; it signs one browser in, once:

            %s

        """
        .formatted(origin, home.directory(), freshAddress(home, origin));
  }

  private static String freshAddress(Home home, String origin) {
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var request =
          HttpRequest.newBuilder(URI.create(origin + "/api/signin-codes"))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + Files.readString(home.adminToken()))
              .POST(BodyPublishers.noBody())
              .build();
      var answer = Codec.JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
      return answer.path("address").asText(origin);
    } catch (IOException starting) {
      return origin + " (it is still starting or stopping; try again in a moment)";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return origin;
    }
  }
}
