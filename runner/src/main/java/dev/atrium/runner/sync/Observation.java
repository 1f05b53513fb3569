package dev.atrium.runner.sync;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;

/**
 * What a look at the disk found to be unlike the index.
 *
 * @param stat null if nothing stands there
 * @param hash of a file's content, read after the stat; null otherwise
 * @param seenMillis when the content was read
 * @param restless true if the file has been changing for so long that what was read counts although
 *     it may have changed again
 */
record Observation(
    ProjectPath path, FileStat stat, ContentHash hash, long seenMillis, boolean restless) {

  static Observation absent(ProjectPath path) {
    return new Observation(path, null, null, 0, false);
  }

  boolean isAbsence() {
    return stat == null;
  }
}
