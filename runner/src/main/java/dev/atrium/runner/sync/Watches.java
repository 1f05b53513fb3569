package dev.atrium.runner.sync;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import java.io.IOException;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The directories that the kernel watches for us (inotify). A watch belongs to the directory, not
 * to its name, so after a move the same key stands for another path. Where the kernel's limit is
 * reached the rest is left to the regular comparison. Thread-safe.
 */
final class Watches implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Watches.class);

  private static final WatchEvent.Kind<?>[] KINDS = {
    StandardWatchEventKinds.ENTRY_CREATE,
    StandardWatchEventKinds.ENTRY_DELETE,
    StandardWatchEventKinds.ENTRY_MODIFY
  };

  private final ProjectTree tree;
  private final WatchService service;
  private final Map<WatchKey, ProjectPath> paths = new HashMap<>();
  private final Map<ProjectPath, String> watched = new HashMap<>();
  private boolean limitTold;

  Watches(ProjectTree tree) throws IOException {
    this.tree = tree;
    this.service = tree.root().getFileSystem().newWatchService();
  }

  /** Watches a directory; true if this one was not watched under this name before. */
  synchronized boolean watch(FileStat stat) {
    ProjectPath directory = stat.path();
    String identity = String.valueOf(stat.fileKey());
    if (identity.equals(watched.get(directory))) {
      return false;
    }
    try {
      paths.put(tree.nativePath(directory).register(service, KINDS), directory);
      watched.put(directory, identity);
      return true;
    } catch (IOException refused) {
      tellLimit(refused);
      return false;
    }
  }

  WatchKey poll(long time, TimeUnit unit) throws InterruptedException {
    return service.poll(time, unit);
  }

  /** Takes a key's events; returns the directory to look at, null for all of them. */
  synchronized ProjectPath take(WatchKey key) {
    boolean overflow =
        key.pollEvents().stream()
            .anyMatch(event -> event.kind() == StandardWatchEventKinds.OVERFLOW);
    ProjectPath directory = paths.get(key);
    if (!key.reset()) {
      paths.remove(key);
      watched.remove(directory);
    }
    return overflow ? null : directory;
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException failed) {
      LOG.debug("The watch service did not close.", failed);
    }
  }

  private void tellLimit(IOException refused) {
    if (!limitTold && String.valueOf(refused.getMessage()).contains("inotify")) {
      limitTold = true;
      LOG.warnf(
          "The kernel watches no more directories (%s); changes in the others are found later."
              + " Raise fs.inotify.max_user_watches.",
          refused.getMessage());
    }
  }
}
