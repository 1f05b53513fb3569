package dev.atrium.runner.sync;

import dev.atrium.runner.journal.JournalLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the sync engine has to be told.
 *
 * @param state the directory of journal, staging and index
 * @param patience how long a start with files on disk waits for S3 before it opens without
 * @param rescan how often everything on disk is compared, beside the watching
 * @param bootId the file in which the kernel names this boot of the machine; where there is none,
 *     every start is taken for one after a power loss
 */
record SyncSettings(
    String project,
    Path state,
    List<String> excludes,
    long quotaBytes,
    Duration patience,
    Duration rescan,
    Path bootId,
    JournalLimits journal) {

  static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  static final Duration PATIENCE = Duration.ofSeconds(4);
  static final Duration RESCAN = Duration.ofSeconds(30);
}
