package dev.atrium.runner.terminal;

import dev.atrium.runner.terminal.pty.PtyHost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A terminal service with real shells in a directory of its own. */
final class TerminalFixture implements AutoCloseable {

  static final int MAX_TERMINALS = 3;
  static final int APP_PORT = 4711;

  final TerminalHost host = new PtyHost(Duration.ofMillis(200));
  final TerminalService service;

  TerminalFixture(Path root) {
    service = service(host, root);
  }

  static TerminalService service(TerminalHost host, Path root) {
    Map<String, String> environment =
        ShellEnvironment.of(
            Map.of("PATH", System.getenv("PATH"), "ATRIUM_PROJECT", "secret", "SHELL", "/bin/bash"),
            root.toString(),
            APP_PORT);
    Programs programs = new Programs(root, Optional.empty(), environment);
    return new TerminalService(host, programs, MAX_TERMINALS, Clock.systemUTC());
  }

  RecordingViewer viewer() {
    return new RecordingViewer(service);
  }

  @Override
  public void close() {
    host.close();
  }
}
