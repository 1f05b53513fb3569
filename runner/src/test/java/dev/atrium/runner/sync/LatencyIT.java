package dev.atrium.runner.sync;

import static dev.atrium.testing.Patience.await;

import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.RealStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long an edit takes on a real disk; no bound but patience, the numbers go to the log. */
class LatencyIT {

  private static final Logger LOG = Logger.getLogger(LatencyIT.class);

  private static final Duration PACE = Duration.ofMillis(5);
  private static final Duration KEYSTROKES = Duration.ofMillis(300);

  @TempDir Path directory;

  @Test
  void manyWindowsAreAcknowledgedQuicklyAndSavedSoon() throws Exception {
    try (FaultyStorage s3 = new FaultyStorage();
        Workspace here = new Workspace(s3, directory).start(1);
        var windows = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int window = 0; window < 16; window++) {
        String path = "f" + window + ".txt";
        all.add(windows.submit(() -> type(here, path)));
      }
      List<Long> micros = new ArrayList<>();
      for (Future<List<Long>> window : all) {
        micros.addAll(window.get());
      }
      Collections.sort(micros);
      long start = System.nanoTime();
      here.awaitSaved(here.engine.journal.lastSeq());
      long savedMillis = (System.nanoTime() - start) / 1_000_000;
      LOG.infof(
          "16 windows: acknowledged p50 %d us, p99 %d us; last edit saved after %d ms",
          micros.get(micros.size() / 2), micros.get(micros.size() * 99 / 100), savedMillis);
    }
  }

  /** One person types; S3 is the laptop's own server, a process on this disk. */
  @Test
  void whatOnePersonTypesIsSavedWithinSeconds() throws Exception {
    try (RealStorage s3 = new RealStorage();
        Workspace here = new Workspace(null, directory)) {
      here.storage = s3.runner(1, directory);
      here.start(1);
      List<Long> millis = new ArrayList<>();
      String before = null;
      for (int i = 0; i < 20; i++) {
        String text = "line " + i;
        long start = System.nanoTime();
        long seq = here.write("a.txt", text, before == null ? null : Workspace.hash(before));
        await().pollInterval(PACE).until(() -> isSaved(here, seq));
        millis.add((System.nanoTime() - start) / 1_000_000);
        await().pollDelay(KEYSTROKES).until(() -> true);
        before = text;
      }
      Collections.sort(millis);
      LOG.infof("One person typing: saved p50 %d ms, p99 %d ms", millis.get(10), millis.getLast());
    }
  }

  private static boolean isSaved(Workspace here, long seq) {
    return here.engine.saved().saved() >= seq;
  }

  private static List<Long> type(Workspace here, String path) {
    List<Long> micros = new ArrayList<>();
    String before = null;
    for (int i = 0; i < 25; i++) {
      String text = "line " + i;
      long start = System.nanoTime();
      here.write(path, text, before == null ? null : Workspace.hash(before));
      micros.add((System.nanoTime() - start) / 1000);
      before = text;
    }
    return micros;
  }
}
