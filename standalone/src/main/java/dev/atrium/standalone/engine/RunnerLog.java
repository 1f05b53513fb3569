package dev.atrium.standalone.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a runner says, in a file of bounded size with one older file beside it. */
final class RunnerLog {

  private static final long MAX_BYTES = 4L << 20;
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Path file;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String lastLine = "";

  RunnerLog(Path file) {
    this.file = file;
  }

  /** Copies lines until the stream ends; blocks. */
  void copy(InputStream output) {
    try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        line = fill(lines, line);
      }
    } catch (IOException ended) {
      lastLine = lastLine.isEmpty() ? String.valueOf(ended.getMessage()) : lastLine;
    } finally {
      over.countDown();
    }
  }

  /** Fills one file; returns the first line of the next, or null at the end. */
  private String fill(BufferedReader lines, String first) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size >= MAX_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      size = 0;
    }
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      String line = first;
      while (line != null && size < MAX_BYTES) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes);
        size += bytes.length;
        if (!line.isBlank()) {
          lastLine = line;
        }
        line = lines.readLine();
      }
      return line;
    }
  }

  /** Waits until all of it is here, but not for long: a process left behind may hold the pipe. */
  void awaitEnd() throws InterruptedException {
    over.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The last line with text in it, for people who ask why. */
  String lastLine() {
    return lastLine;
  }
}
