package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.Cause;
import dev.atrium.api.log.Change;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.FileType;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.runner.files.StagedFile;
import dev.atrium.runner.journal.JournalFailedException;
import dev.atrium.runner.journal.SimulatedDisk;
import dev.atrium.runner.storage.FaultyStorage;
import dev.atrium.runner.storage.FaultyStorage.Fault;
import dev.atrium.runner.testing.FuzzRounds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random edits, uploads, moves, deletions and shells' writes, with S3 failing now and then, cut off
 * by crashes at random steps of the journal's I/O that drop what was not forced, in the journal and
 * in the project's directories. After every crash what was acknowledged is there, nothing is torn,
 * and in the end S3 has what the disk has.
 */
class CrashFuzzTest {

  private static final int CRASHES = 3;
  private static final int STEPS = 12;
  private static final List<String> NAMES =
      List.of("a.txt", "b.txt", "d/c.txt", "d/e/f.txt", "g.txt");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> crashes() {
    return FuzzRounds.of(seed -> new Round(seed).run());
  }

  private final class Round {
    private final Random random;
    private final SimulatedDisk journal = new SimulatedDisk();
    private final FaultyStorage s3 = new FaultyStorage();
    private final Workspace workspace;
    private final TreeHistory history;

    /** What must stand at a path: the newest acknowledged, or what a shell wrote later. */
    private final Map<String, String> expected = new TreeMap<>();

    /** What was asked for and not answered: it may have happened or not. */
    private final Map<String, String> undecided = new HashMap<>();

    /** What a shell wrote to and a power loss may therefore take back. */
    private final Set<String> unforced = new HashSet<>();

    /** What the engine acknowledged last, even if a shell wrote later. */
    private final Map<String, String> acknowledged = new HashMap<>();

    private volatile Runnable onTick = () -> {};
    private long epoch = 1;
    private int version;
    private boolean anyPowerLoss;

    /** Whether what is undecided is one batch of two files. */
    private boolean together;

    private Round(int seed) throws IOException {
      random = new Random(seed);
      workspace = new Workspace(s3, directory.resolve("round" + seed));
      workspace.journal = journal;
      history =
          new TreeHistory(workspace.root, workspace.directory.resolve("state").resolve("staging"));
      workspace.onTreeForce = history::forced;
    }

    private void run() throws Exception {
      try {
        start();
        for (int crash = 0; crash < CRASHES; crash++) {
          workUntilCrash();
          restart();
          checkDisk();
        }
        s3.faults(request -> Fault.NONE);
        assertThat(workspace.flush()).matches(FlushOutcome::complete, "is complete");
        checkDisk();
        workspace.kill();
        assertThat(Workspace.files(workspace.savedTree())).isEqualTo(filesOnDisk());
      } finally {
        workspace.close();
        s3.close();
      }
    }

    /** The process dies where this is thrown: nothing behind it on its thread happens. */
    private static final class Killed extends Error {}

    /** Kills at a random one of the next forces (made, but not applied) or applied changes. */
    private void armKill() {
      AtomicInteger left = new AtomicInteger(1 + random.nextInt(STEPS * 2));
      Runnable count =
          () -> {
            boolean own = Thread.currentThread().getName().equals("atrium-changes");
            if (own && left.getAndDecrement() == 1) {
              journal.failAfter(0, new IOException("killed"));
              throw new Killed();
            }
          };
      journal.afterForce(count);
      onTick =
          () -> {
            recordTree();
            count.run();
          };
    }

    private void start() throws IOException {
      journal.afterForce(() -> {});
      onTick = this::recordTree;
      workspace.clock = new KillingClock(() -> onTick.run());
      workspace.start(epoch++, java.time.Duration.ofMillis(50), java.time.Duration.ofSeconds(1));
      assertThat(workspace.engine.phase()).isEqualTo(SyncPhase.READY);
    }

    /** After each change that was carried out; the engine asks for the time then. */
    private void recordTree() {
      if (Thread.currentThread().getName().equals("atrium-changes")) {
        history.record();
      }
    }

    private void restart() throws IOException {
      anyPowerLoss |= random.nextBoolean();
      if (anyPowerLoss) {
        journal.crash(random);
        workspace.kill();
        workspace.reboot();
        history.losePower(random);
      } else {
        journal.kill();
        workspace.kill();
      }
      start();
    }

    private void workUntilCrash() throws IOException {
      s3.faults(random.nextInt(3) == 0 ? this::sometimesFails : request -> Fault.NONE);
      if (random.nextBoolean()) {
        journal.failAfter(1 + random.nextInt(STEPS * 4), new IOException("power loss"));
      } else {
        armKill();
      }
      for (int step = 0; step < STEPS && !journal.hasFailed(); step++) {
        try {
          step();
        } catch (ProblemException refused) {
          if (journal.hasFailed()) {
            return;
          }
        } catch (JournalFailedException | Killed crashed) {
          return;
        } catch (CompletionException died) {
          assertThat(died).hasCauseInstanceOf(Killed.class);
          return;
        }
      }
    }

    private Fault sometimesFails(FaultyStorage.Seen request) {
      return switch ((int) (System.nanoTime() % 4)) {
        case 0 -> Fault.DROP;
        case 1 -> Fault.LOSE_ANSWER;
        case 2 -> Fault.UNAVAILABLE;
        default -> Fault.NONE;
      };
    }

    private void step() throws IOException {
      String path = NAMES.get(random.nextInt(NAMES.size()));
      switch (random.nextInt(7)) {
        case 0 -> edit(path, false);
        case 1 -> editBoth();
        case 2 -> edit(path, true);
        case 3 -> delete(path);
        case 4 -> move(path, NAMES.get(random.nextInt(NAMES.size())));
        case 5 -> shell(path);
        default -> edit(path, false);
      }
    }

    private void edit(String path, boolean upload) throws IOException {
      String content = "version " + version++ + " of " + path;
      ContentHash base = onDisk(path);
      Change change = Workspace.file(path, content, base);
      if (upload) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        StagedFile staged = workspace.tree.stage(new ByteArrayInputStream(bytes), bytes.length);
        change = change.withContent(new ContentRef.OnDisk(staged.name()));
      }
      undecided.put(path, content);
      workspace.engine.commit(List.of(change));
      decided(path, content);
    }

    /** Two files in one batch: after any crash both are new or neither is. */
    private void editBoth() throws IOException {
      String first = "both " + version++ + " of a.txt";
      String second = "both " + version + " of b.txt";
      List<Change> changes =
          List.of(
              Workspace.file("a.txt", first, onDisk("a.txt")),
              Workspace.file("b.txt", second, onDisk("b.txt")));
      undecided.put("a.txt", first);
      undecided.put("b.txt", second);
      together = true;
      workspace.engine.commit(changes);
      together = false;
      decided("a.txt", first);
      decided("b.txt", second);
    }

    private void delete(String path) throws IOException {
      ContentHash base = onDisk(path);
      if (base == null) {
        return;
      }
      undecided.put(path, null);
      workspace.engine.commit(
          List.of(Change.delete(ProjectPath.of(path), base, "ada", Cause.EDIT, Instant.now())));
      decided(path, null);
    }

    private void move(String from, String to) throws IOException {
      if (onDisk(from) == null || onDisk(to) != null) {
        return;
      }
      String content = workspace.read(from);
      undecided.put(from, null);
      undecided.put(to, content);
      Change move =
          Change.move(
              ProjectPath.of(from),
              ProjectPath.of(to),
              FileType.FILE,
              "ada",
              Cause.EDIT,
              Instant.now());
      workspace.engine.commit(List.of(move));
      if (unforced.contains(from)) {
        unforced.add(to);
      }
      String before = acknowledged.get(from);
      decided(from, null);
      decided(to, content);
      // A move answers for a name, and not for what only a shell had written there.
      acknowledged.put(to, before);
    }

    private void shell(String path) throws IOException {
      String content = "shell " + version++ + " of " + path;
      workspace.shell(path, content);
      unforced.add(path);
      String before = acknowledged.get(path);
      decided(path, content);
      acknowledged.put(path, before);
    }

    private void decided(String path, String content) {
      undecided.remove(path);
      acknowledged.put(path, content);
      if (content == null) {
        expected.remove(path);
      } else {
        expected.put(path, content);
      }
    }

    private ContentHash onDisk(String path) throws IOException {
      Path file = workspace.root.resolve(path);
      return Files.exists(file) ? ContentHash.of(Files.readAllBytes(file)) : null;
    }

    private String contentOf(String path) throws IOException {
      Path file = workspace.root.resolve(path);
      return Files.exists(file) ? Files.readString(file) : null;
    }

    /** Every path has what was acknowledged last, or all of what was never answered. */
    private void checkDisk() throws IOException {
      if (together && unforced.isEmpty()) {
        boolean first = undecided.get("a.txt").equals(contentOf("a.txt"));
        assertThat(undecided.get("b.txt").equals(contentOf("b.txt"))).isEqualTo(first);
      }
      together = false;
      for (String path : NAMES) {
        String found = contentOf(path);
        List<String> allowed = new ArrayList<>();
        allowed.add(expected.get(path));
        if (undecided.containsKey(path)) {
          allowed.add(undecided.get(path));
        }
        if (anyPowerLoss && unforced.contains(path)) {
          checkKept(path, found);
        } else {
          assertThat(allowed).as("what stands at %s", path).contains(found);
        }
        decided(path, found);
      }
      unforced.clear();
      if (!anyPowerLoss) {
        assertThat(filesOnDisk().keySet()).noneMatch(name -> name.contains("(conflict"));
      }
    }

    /**
     * A power loss may take a shell's write back, but no acknowledged edit of it: that stands at
     * its path or beside what stands there.
     */
    private void checkKept(String path, String found) throws IOException {
      String edit = acknowledged.get(path);
      boolean overwritten = !Objects.equals(edit, expected.get(path));
      if (edit != null && !edit.equals(found) && !overwritten && !undecided.containsKey(path)) {
        assertThat(filesOnDisk()).containsValue(Workspace.hash(edit).hex());
      }
    }

    private Map<String, String> filesOnDisk() throws IOException {
      Map<String, String> files = new TreeMap<>();
      try (Stream<Path> walk = Files.walk(workspace.root)) {
        for (Path path : walk.filter(path -> !path.equals(workspace.root)).toList()) {
          boolean directory = Files.isDirectory(path);
          String hash = directory ? "" : ContentHash.of(Files.readAllBytes(path)).hex();
          files.put(workspace.root.relativize(path).toString(), hash);
        }
      }
      return files;
    }
  }

  /** Real time, and a hook by which a process dies between two changes of a batch. */
  private static final class KillingClock extends Clock {
    private final Runnable hook;

    private KillingClock(Runnable hook) {
      this.hook = hook;
    }

    @Override
    public Instant instant() {
      return Instant.now();
    }

    /** What the applier asks for after each change on disk. */
    @Override
    public long millis() {
      hook.run();
      return System.currentTimeMillis();
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
