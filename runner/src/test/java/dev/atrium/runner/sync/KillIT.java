package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.FaultyStorage.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a real process on a real disk: what it acknowledged is there afterwards. */
class KillIT {

  private static final int KILLS = 2;
  private static final Pattern ACKNOWLEDGED = Pattern.compile("(f\\d\\.txt) (\\d+)");

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedIsThereAfterAnyKill() throws Exception {
    int next = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Map<String, Integer> acknowledged = writeUntilKilled(next);
      next = 1 + Math.max(next, checkDisk(acknowledged));
    }
  }

  /**
   * Returns the newest acknowledged number of each file. The process's handle is what kills it: the
   * process's own method would throw its last words away.
   */
  private Map<String, Integer> writeUntilKilled(int first) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                directory.toString(),
                Integer.toString(first))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Integer> acknowledged = new TreeMap<>();
    int edits = ThreadLocalRandom.current().nextInt(1, 200);
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = ACKNOWLEDGED.matcher(line);
        if (matcher.matches()) {
          acknowledged.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
          if (edits-- == 0) {
            process.toHandle().destroyForcibly();
          }
        }
      }
    } finally {
      process.destroyForcibly().onExit().join();
    }
    assertThat(acknowledged).as("what the process acknowledged").isNotEmpty();
    return acknowledged;
  }

  /** Returns the newest number on disk: the one under way may have happened. */
  private int checkDisk(Map<String, Integer> acknowledged) throws IOException {
    int newest = 0;
    try (FaultyStorage s3 = new FaultyStorage();
        Workspace here = new Workspace(s3, directory)) {
      here.bootId = SyncSettings.BOOT_ID;
      s3.faults(request -> Fault.DROP);
      here.start(1);
      assertThat(here.engine.phase()).isEqualTo(SyncPhase.READY);
      for (Map.Entry<String, Integer> edit : acknowledged.entrySet()) {
        String content = here.read(edit.getKey());
        int number = Integer.parseInt(content.substring("edit ".length()));
        assertThat(number).as(edit.getKey()).isGreaterThanOrEqualTo(edit.getValue());
        newest = Math.max(newest, number);
      }
      assertThat(here.root.toFile().list()).noneMatch(name -> name.contains("conflict"));
    }
    return newest;
  }
}
