package dev.atrium.initservice.archive;

import dev.atrium.api.log.FileType;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.log.TreeState;
import dev.atrium.initservice.content.ContentReader;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.store.ProjectLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A project's newest saved tree as a zip, with its executable bits and links. */
@ApplicationScoped
public class ProjectExport {

  private final ObjectStore store;

  ProjectExport(ObjectStore store) {
    this.store = store;
  }

  /**
   * Reads the tree; the contents follow while it is written.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code storage-unreachable}
   */
  public StreamingOutput zip(String id) {
    TreeState tree = new ProjectLog(store, id).tree();
    return out -> write(tree, new ContentReader(store, LogKeys.project(id)), out);
  }

  private static void write(TreeState tree, ContentReader contents, OutputStream out)
      throws IOException {
    Charset names = namesOf(tree);
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
    zip.setEncoding(names.name());
    for (TreeEntry entry : tree.entries().values()) {
      zip.putArchiveEntry(describe(entry, names));
      if (entry.type() == FileType.LINK) {
        zip.write(entry.target());
      } else if (entry.type() == FileType.FILE) {
        try (InputStream content = contents.open(entry.content())) {
          content.transferTo(zip);
        }
      }
      zip.closeArchiveEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static ZipArchiveEntry describe(TreeEntry entry, Charset names) {
    String name = new String(entry.path().bytes(), names);
    ZipArchiveEntry described =
        new ZipArchiveEntry(entry.type() == FileType.DIRECTORY ? name + "/" : name);
    described.setUnixMode(
        switch (entry.type()) {
          case FILE -> UnixStat.FILE_FLAG | entry.mode();
          case DIRECTORY -> UnixStat.DIR_FLAG | entry.mode();
          case LINK -> UnixStat.LINK_FLAG | 0777;
        });
    return described;
  }

  /**
   * UTF-8, which every program reads, unless a name's bytes are something else: then Latin-1, which
   * writes all bytes as they are.
   */
  private static Charset namesOf(TreeState tree) {
    boolean utf8 =
        tree.entries().keySet().stream()
            .map(path -> path.bytes())
            .allMatch(
                bytes ->
                    Arrays.equals(
                        bytes,
                        new String(bytes, StandardCharsets.UTF_8)
                            .getBytes(StandardCharsets.UTF_8)));
    return utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
  }
}
