package dev.atrium.runner.storage;

import dev.atrium.api.log.FileType;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.api.session.ServerFrame;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Makes a project's directory from its tree; see {@link ProjectStorage#seed}. */
final class Seeder {

  private static final int READS_AT_ONCE = 8;

  private final ContentReader contents;

  Seeder(ContentReader contents) {
    this.contents = contents;
  }

  void seed(TreeState tree, Path root, Consumer<ServerFrame.Seeding> progress)
      throws StorageUnreachableException, SupersededException, IOException {
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(root.toString());
    }
    List<TreeEntry> files =
        tree.entries().values().stream().filter(entry -> entry.type() == FileType.FILE).toList();
    SeedDirectory directory = SeedDirectory.beside(root, files.size());
    SeedProgress seeding = new SeedProgress(files, progress);
    directory.makeDirectories(tree.entries().values());
    contents.read(files, READS_AT_ONCE, (same, content) -> directory.write(same, content, seeding));
    directory.makeLinks(tree.entries().values());
    directory.setDirectoryModes(tree.entries().descendingMap().values());
    seeding.finish();
    directory.publish(root);
  }
}
