package dev.atrium.systemtest.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way from this machine to one port of a Service, for as long as the pod behind it lives. */
final class PortForward implements AutoCloseable {

  private static final Pattern FORWARDING =
      Pattern.compile("Forwarding from (127\\.0\\.0\\.1:\\d+)");

  private final Process process;
  private final URI address;

  /** Opens one to a free local port. */
  PortForward(Kubectl kubectl, String namespace, String service, int port) {
    process =
        kubectl.start("port-forward", "--namespace", namespace, "service/" + service, ":" + port);
    address = readAddress(process.inputReader());
  }

  URI address() {
    return address;
  }

  boolean isOpen() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static URI readAddress(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher forwarding = FORWARDING.matcher(line);
        if (forwarding.find()) {
          return URI.create("http://" + forwarding.group(1));
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    throw new IllegalStateException("kubectl port-forward ended early");
  }
}
