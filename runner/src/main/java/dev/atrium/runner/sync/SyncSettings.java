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
 */
record SyncSettings(
    String project,
    Path state,
    List<String> excludes,
    long quotaBytes,
    Duration patience,
    Duration rescan,
    JournalLimits journal) {

  static final Duration PATIENCE = Duration.ofSeconds(4);
  static final Duration RESCAN = Duration.ofSeconds(30);
}
