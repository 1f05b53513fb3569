package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;

import dev.atrium.systemtest.http.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** A way from this machine to one port of a Service, for as long as the pod behind it lives. */
final class PortForward implements AutoCloseable {

  private static final Pattern FORWARDING =
      Pattern.compile("Forwarding from (127\\.0\\.0\\.1:\\d+)");

  /** A file, because it tells of every connection and would stand still at a full pipe. */
  private final Path output;

  private final Process process;
  private final URI address;

  /**
   * Opens one to a free local port.
   *
   * @throws IllegalStateException if there is no pod to lead to
   */
  PortForward(Kubectl kubectl, String namespace, String service, int port) {
    try {
      output = Files.createTempFile("atrium-st-", ".forward");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    process =
        kubectl.start(
            output, "port-forward", "--namespace", namespace, "service/" + service, ":" + port);
    await().until(() -> told().isPresent() || !process.isAlive());
    address =
        told().orElseThrow(() -> new IllegalStateException("kubectl port-forward ended early"));
  }

  URI address() {
    return address;
  }

  /**
   * Whether something answers at the other end, whatever it says. The process itself notices only
   * at the next connection that what it led to is gone.
   */
  boolean answers() {
    try {
      Http.get(address.resolve("/")).send();
      return true;
    } catch (UncheckedIOException lost) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      Files.deleteIfExists(output);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<URI> told() {
    try {
      return FORWARDING
          .matcher(Files.readString(output))
          .results()
          .map(forwarding -> URI.create("http://" + forwarding.group(1)))
          .findFirst();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
