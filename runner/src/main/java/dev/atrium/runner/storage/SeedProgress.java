package dev.atrium.runner.storage;

import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.session.ServerFrame;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts what a seed has written and tells it now and then. Thread-safe. */
final class SeedProgress {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Consumer<ServerFrame.Seeding> listener;
  private final long totalBytes;
  private final long totalFiles;
  private long doneBytes;
  private long doneFiles;
  private long toldAt = System.nanoTime() - INTERVAL_NANOS;

  SeedProgress(Collection<TreeEntry> files, Consumer<ServerFrame.Seeding> listener) {
    this.listener = listener;
    this.totalFiles = files.size();
    this.totalBytes = files.stream().mapToLong(TreeEntry::size).sum();
  }

  /**
   * @param bytes may be negative, for a transfer that starts again
   */
  synchronized void add(long bytes, long files) {
    doneBytes += bytes;
    doneFiles += files;
    if (System.nanoTime() - toldAt >= INTERVAL_NANOS) {
      tell();
    }
  }

  /** Tells the last state, whenever the one before was told. */
  synchronized void finish() {
    tell();
  }

  private void tell() {
    toldAt = System.nanoTime();
    listener.accept(new ServerFrame.Seeding(doneBytes, totalBytes, doneFiles, totalFiles));
  }
}
