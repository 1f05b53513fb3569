package dev.atrium.runner.storage;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.ContentRef;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.session.ServerFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The runner's door to its project in S3. Thread-safe; the calls block and belong on virtual
 * threads.
 */
public interface ProjectStorage {

  /**
   * Reads the log and takes it over with this runner's epoch: an older runner cannot append from
   * then on. Opening again, also by the next process of the same epoch, is no error.
   *
   * @param writer who appends, stable for one journal across restarts of the process, such as the
   *     journal's random id; {@code [A-Za-z0-9-]{1,64}}
   * @throws StorageUnreachableException if S3 or init-service does not answer; call again later
   * @throws SupersededException if a newer epoch has the log
   */
  SavedLog open(String writer) throws StorageUnreachableException, SupersededException;

  /**
   * One content that the log names, checked against its hash; for what fits into memory.
   *
   * @throws StorageUnreachableException if S3 or init-service does not answer; call again later
   */
  byte[] read(ContentHash hash, long size, ContentRef content)
      throws StorageUnreachableException, SupersededException;

  /**
   * Fetches every file of the tree into a new directory beside {@code root} and then renames it to
   * {@code root}, so that a half-seeded project is never shown. What an earlier attempt left beside
   * it is removed. Every content is checked against its hash.
   *
   * @param root absolute; must not exist
   * @param progress told at most every 100 ms, one call at a time, on threads of the seeder
   * @throws StorageUnreachableException if S3 or init-service does not answer; call again later
   * @throws SupersededException if a newer epoch has the log
   * @throws IOException if the local disk refuses
   */
  void seed(TreeState tree, Path root, Consumer<ServerFrame.Seeding> progress)
      throws StorageUnreachableException, SupersededException, IOException;
}
