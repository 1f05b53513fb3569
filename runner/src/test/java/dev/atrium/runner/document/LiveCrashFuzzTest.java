package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.journal.SimulatedDisk;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.testing.FuzzRounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two people type while a shell edits the same file with {@code sed -i}, the file is renamed, and
 * the process is killed at random; half of the times what the journal did not force is lost too,
 * and half of the times the journal's disk hung before that, so that nothing of the last moment is
 * forced and nobody may have been told of it.
 *
 * <p>Everybody adds lines that nobody else has. The rule: in the end every line that a person typed
 * stands there exactly once, if it was acknowledged or whoever typed it comes back after the crash;
 * a line that was not acknowledged may be missing if its author does not. What a shell added stands
 * there exactly once and what it deleted is gone; both people see the same text, and the file has
 * it. So nothing is lost and nothing comes twice.
 */
class LiveCrashFuzzTest {

  private static final int CRASHES = 2;
  private static final int STEPS = 10;
  private static final int LAST_STEPS = 3;

  /** Whoever is told of something too early is told within this time. */
  private static final Duration TOO_EARLY = Duration.ofMillis(100);

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> crashes() {
    return FuzzRounds.of(seed -> new Round(seed).run());
  }

  private final class Round {
    private final Random random;
    private final SimulatedDisk journal = new SimulatedDisk();
    private final FaultyStorage s3 = new FaultyStorage();
    private final LiveWorkspace workspace;
    private final List<Peer> people = new ArrayList<>();
    private final List<Peer> gone = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private String path = "a.txt";
    private int lines;

    private Round(int seed) throws IOException {
      random = new Random(seed);
      workspace = new LiveWorkspace(s3, directory.resolve("round" + seed));
      workspace.volume.journal = journal;
    }

    private void run() throws Exception {
      try {
        workspace.start(1);
        workspace.volume.shell(path, line("start"));
        workspace.volume.flush();
        people.add(workspace.join(path));
        people.add(workspace.join(path));
        // Before its first edit is durable a document has no identity that outlives a crash.
        type(people.getFirst());
        people.getFirst().awaitAcknowledged();
        for (int crash = 0; crash < CRASHES; crash++) {
          work();
          crash();
        }
        work();
        assertThat(workspace.volume.flush()).matches(FlushOutcome::complete, "is complete");
        check();
      } finally {
        workspace.close();
        s3.close();
      }
    }

    private void work() throws Exception {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(8)) {
          case 0 -> sed(false);
          case 1 -> sed(true);
          case 2 -> workspace.documents.flush();
          case 3 -> rename();
          case 4 -> people.get(random.nextInt(2)).awaitAcknowledged();
          default -> type(people.get(random.nextInt(2)));
        }
      }
    }

    private String line(String who) {
      String line = who + "-" + lines++ + ";\n";
      expected.add(line);
      return line;
    }

    private void type(Peer person) {
      double where = random.nextDouble();
      person.insert(text -> lineStart(text, where), line("typed"));
    }

    private static int lineStart(String text, double where) {
      return text.indexOf('\n', (int) (where * text.length())) + 1;
    }

    /**
     * Reads, edits and replaces the file, between two saves as far as the document is concerned.
     */
    private void sed(boolean delete) throws IOException {
      workspace.shell.lock();
      try {
        Path file = workspace.volume.root.resolve(path);
        List<String> all = new ArrayList<>(Files.readString(file).lines().toList());
        if (delete && !all.isEmpty()) {
          expected.remove(all.remove(random.nextInt(all.size())) + "\n");
        } else {
          all.add(random.nextInt(all.size() + 1), line("sed").strip());
        }
        Path fresh = workspace.volume.root.resolveSibling("sed-temporary");
        Files.write(fresh, all);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        workspace.shell.unlock();
      }
    }

    private void rename() {
      String to = path.equals("a.txt") ? "d/b.txt" : "a.txt";
      Change move =
          new Change(
              ProjectPath.of(to),
              FileType.FILE,
              0,
              null,
              null,
              null,
              0,
              null,
              ProjectPath.of(path),
              "ann",
              Cause.EDIT,
              Instant.now());
      workspace.volume.changes().commit(List.of(move));
      path = to;
    }

    /** The last moment before a crash, while nothing reaches the disk of the journal. */
    private void hang() throws Exception {
      journal.hang();
      for (int step = 0; step < LAST_STEPS; step++) {
        // A save may wait for the journal while no shell may write.
        if (random.nextBoolean() && workspace.shell.tryLock()) {
          sed(false);
          workspace.shell.unlock();
        } else {
          type(people.get(random.nextInt(2)));
        }
      }
      LockSupport.parkNanos(TOO_EARLY.toNanos());
    }

    private void crash() throws Exception {
      if (random.nextBoolean()) {
        hang();
      }
      if (random.nextBoolean()) {
        journal.crash(random);
      } else {
        journal.kill();
      }
      workspace.kill();
      people.forEach(Peer::lose);
      workspace.start(1);
      // Who comes back brings along what others typed too, so sometimes nobody does.
      for (int leaving = random.nextInt(3); leaving > 0; leaving--) {
        gone.add(people.remove(random.nextInt(people.size())));
      }
      people.forEach(person -> person.connect(workspace, path));
      while (people.size() < 2) {
        people.add(workspace.join(path));
      }
      assertThat(people).extracting(Peer::closed).containsOnlyNulls();
    }

    private Set<String> owed() {
      Set<String> owed = new HashSet<>(expected);
      gone.forEach(person -> owed.removeAll(person.unacknowledged()));
      return owed;
    }

    private void check() {
      Path file = workspace.volume.root.resolve(path);
      await()
          .untilAsserted(
              () -> {
                String text = Files.readString(file);
                assertThat(people).extracting(Peer::text).containsOnly(text);
                List<String> found = text.lines().map(line -> line + "\n").toList();
                assertThat(found).doesNotHaveDuplicates().isSubsetOf(expected);
                assertThat(found).containsAll(owed());
              });
    }
  }
}
