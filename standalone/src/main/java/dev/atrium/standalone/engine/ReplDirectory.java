package dev.atrium.standalone.engine;

import dev.atrium.api.disk.Removal;
import dev.atrium.hub.keys.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine keeps of one Repl. */
record ReplDirectory(Path path) {

  /** The project's files; the runner makes it when they are all there. */
  Path project() {
    return path.resolve("project");
  }

  /** The journal and its staging. */
  Path state() {
    return path.resolve("state");
  }

  /** The runner's token towards init-service. */
  Path identity() {
    return path.resolve("identity");
  }

  /** Where the runner's own libraries unpack what they need while it runs. */
  Path temporary() {
    return path.resolve("tmp");
  }

  /** Makes {@link #temporary} anew: what a killed runner left there goes. */
  void clearTemporary() throws IOException {
    Removal.of(temporary());
    SecretFile.createDirectory(temporary());
  }

  Path log() {
    return path.resolve("runner.log");
  }

  /** There while the Repl should run, so that a killed Atrium finds out what to wake. */
  private Path wanted() {
    return path.resolve("wanted");
  }

  boolean isWanted() {
    return Files.exists(wanted());
  }

  void setWanted(boolean wanted) throws IOException {
    if (wanted) {
      SecretFile.write(wanted(), "");
    } else {
      Files.deleteIfExists(wanted());
    }
  }

  /** The next epoch: larger than every earlier one, on this machine or (by its clock) another. */
  long nextEpoch(long nowMillis) throws IOException {
    Path file = path.resolve("epoch");
    long last = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    long next = Math.max(last + 1, nowMillis);
    SecretFile.write(file, Long.toString(next));
    return next;
  }

  /** Removes the directory with everything in it; links are removed, not followed. */
  void delete() throws IOException {
    Removal.of(path);
  }
}
