package dev.atrium.runner.terminal;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Real shells in a new directory, and one viewer. */
abstract class TerminalScenario {

  @TempDir Path root;

  TerminalFixture fixture;
  TerminalService service;
  RecordingViewer viewer;

  @BeforeEach
  void open() {
    fixture = new TerminalFixture(root);
    service = fixture.service;
    viewer = fixture.viewer();
  }

  @AfterEach
  void close() {
    viewer.close();
    fixture.close();
  }
}
