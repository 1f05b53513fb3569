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
 * Two people type while a shell edits the same file with {@code sed -i}, a formatter writes all of
 * it anew in place, and the process is killed at random; half of the times what the journal did not
 * force is lost too, and half of the times the journal's disk hung before that, so that nothing of
 * the last moment is forced and nobody may have been told of it. In half of the rounds the file is
 * also renamed in the IDE and by {@code mv}, in the others the real git switches between two
 * branches that grow apart.
 *
 * <p>Everybody adds lines that nobody else has. The rule of what survives:
 *
 * <ul>
 *   <li>A line that a person typed stands in the end exactly once in the file, if it was
 *       acknowledged or its author comes back after the crash, and nobody deleted it on disk. A
 *       line that was not acknowledged may be missing if its author does not come back.
 *   <li>What sed, the formatter or git adds to what it found on disk stands there exactly once;
 *       what it takes out of what it found is gone. A line that it has not found on disk, because
 *       that was not saved yet, stays.
 *   <li>Everybody stays in the document, or comes back into the same one, wherever the file has
 *       moved. All see the same text, and the file has it.
 * </ul>
 *
 * <p>So nothing is lost and nothing comes twice. A move is noticed here before the next step; what
 * becomes of one that a crash hides is in {@link MovedFilesIT}.
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
    private final boolean hasBranches;
    private final Git git;
    private String path = "a.txt";
    private String branch = "one";
    private int lines;

    private Round(int seed) throws IOException {
      random = new Random(seed);
      workspace = new LiveWorkspace(s3, directory.resolve("round" + seed));
      workspace.volume.journal = journal;
      hasBranches = random.nextBoolean();
      git = new Git(directory.resolve("round" + seed));
    }

    private void run() throws Exception {
      try {
        workspace.start(1);
        workspace.volume.shell(path, line("start"));
        if (hasBranches) {
          git.run("init", "-q", "-b", branch);
          git.run("add", ".");
          git.run("commit", "-q", "-m", "start");
          git.run("branch", "two");
        }
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
        switch (random.nextInt(10)) {
          case 0 -> sed(false);
          case 1 -> sed(true);
          case 2 -> workspace.documents.flush();
          case 3 -> changePlace();
          case 4 -> format();
          case 5 -> people.get(random.nextInt(2)).awaitAcknowledged();
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
          expected.remove(all.remove(random.nextInt(all.size())).strip() + "\n");
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

    /** Writes everything anew, and not at once: who looks meanwhile sees a part of it. */
    private void format() throws Exception {
      Path file = workspace.volume.root.resolve(path);
      String indent = " ".repeat(random.nextInt(5));
      workspace.inShell(
          () -> {
            List<String> all = Files.readString(file).lines().map(String::strip).toList();
            Files.write(file, all.stream().map(indent::concat).toList());
          });
    }

    private void changePlace() throws Exception {
      if (hasBranches) {
        workspace.inShell(this::checkout);
      } else if (random.nextBoolean()) {
        rename();
      } else {
        move();
      }
    }

    /** Commits what is on disk and takes what the other branch has. */
    private void checkout() throws Exception {
      expected.removeAll(onDisk());
      git.run("add", ".");
      git.run("commit", "-q", "--allow-empty", "-m", "all");
      branch = branch.equals("one") ? "two" : "one";
      git.run("checkout", "-q", branch);
      expected.addAll(onDisk());
    }

    private List<String> onDisk() throws IOException {
      return stripped(workspace.volume.read(path));
    }

    private static List<String> stripped(String text) {
      return text.lines().map(line -> line.strip() + "\n").toList();
    }

    private void move() throws Exception {
      String to = otherPlace();
      Path root = workspace.volume.root;
      workspace.inShell(
          () -> {
            Files.createDirectories(root.resolve("d"));
            Files.move(root.resolve(path), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
          });
      path = to;
      await().until(() -> workspace.documents.isOpen(ProjectPath.of(to)));
    }

    private String otherPlace() {
      return path.equals("a.txt") ? "d/b.txt" : "a.txt";
    }

    private void rename() {
      String to = otherPlace();
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
                List<String> found = stripped(text);
                assertThat(found).doesNotHaveDuplicates().isSubsetOf(expected);
                assertThat(found).containsAll(owed());
              });
    }
  }
}
