package dev.atrium.runner.testing;

import dev.atrium.api.token.TokenSigner;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A whole runner on a project of its own in a temporary directory, without S3: its sync engine is
 * {@link DirectProjectChanges}. The one profile of the runner's HTTP and WebSocket tests, so that
 * it is started once for all of them.
 */
public class RunnerProfile implements QuarkusTestProfile {

  public static final String PROJECT = "testproject";
  public static final String IDE_AUTHORITY = PROJECT + ".ide.localhost:8080";
  public static final long MAX_UPLOAD_BYTES = 3 * 1024 * 1024;

  private static final String DIRECTORY_PROPERTY = "runner-test.directory";

  /** The test's directory; a property, because Quarkus loads this class more than once. */
  public static synchronized Path directory() {
    String known = System.getProperty(DIRECTORY_PROPERTY);
    if (known != null) {
      return Path.of(known);
    }
    try {
      Path directory = Files.createTempDirectory("atrium-runner-");
      TokenSigner signer = TokenSigner.generate();
      Files.writeString(directory.resolve("key"), signer.privateJwk());
      Files.writeString(directory.resolve("jwks"), signer.jwks());
      Files.writeString(directory.resolve("identity"), "not needed without S3");
      Files.createDirectories(directory.resolve("project"));
      System.setProperty(DIRECTORY_PROPERTY, directory.toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Path directory = directory();
    return Map.ofEntries(
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("atrium.project", PROJECT),
        Map.entry("atrium.ide-origin", "http://" + IDE_AUTHORITY),
        Map.entry("atrium.app-origin", "http://" + PROJECT + ".app.localhost:8080"),
        Map.entry("atrium.hub-origin", "http://localhost:8080"),
        Map.entry("atrium.hub-url", "http://127.0.0.1:9"),
        Map.entry("atrium.storage-url", "http://127.0.0.1:9"),
        // There is no storage to wait for when the tests end.
        Map.entry("atrium.flush-timeout", "PT0.1S"),
        Map.entry("atrium.jwks", directory.resolve("jwks").toString()),
        Map.entry("atrium.identity", directory.resolve("identity").toString()),
        Map.entry("atrium.root", directory.resolve("project").toString()),
        Map.entry("atrium.state", directory.resolve("state").toString()),
        Map.entry("atrium.app-port", "9"),
        Map.entry("atrium.max-upload-bytes", String.valueOf(MAX_UPLOAD_BYTES)));
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(DirectProjectChanges.class, DirectDocumentLog.class);
  }

  private static void delete(Path directory) {
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException leftBehind) {
      System.err.println("Left behind: " + directory + " (" + leftBehind + ")");
    }
  }
}
