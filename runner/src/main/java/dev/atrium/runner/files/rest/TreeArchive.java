package dev.atrium.runner.files.rest;

import dev.atrium.api.files.FileKind;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.runner.files.FileStat;
import dev.atrium.runner.files.ProjectTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A directory as a zip, written as it is read. Links and special files are left out, because a zip
 * made by plain means cannot say what they are. A file that vanishes meanwhile is left out; any
 * other fault breaks the stream off, so that half an archive is never taken for a whole one.
 */
final class TreeArchive {

  private static final int MAX_ENTRIES = 1_000_000;

  private final ProjectTree tree;
  private final Predicate<FileStat> include;

  TreeArchive(ProjectTree tree, Predicate<FileStat> include) {
    this.tree = tree;
    this.include = include;
  }

  void write(ProjectPath directory, OutputStream out) throws IOException {
    // Not closed on a fault: closing writes the directory that makes a zip look whole.
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    boolean truncated;
    try {
      truncated =
          tree.walk(directory, include, MAX_ENTRIES, stat -> add(zip, directory, stat)).truncated();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    if (truncated) {
      throw new IOException("The directory has more than " + MAX_ENTRIES + " entries.");
    }
    zip.finish();
    zip.flush();
  }

  private void add(ZipOutputStream zip, ProjectPath directory, FileStat stat) {
    String name = entryName(stat.path().below(directory));
    try {
      if (stat.kind() == FileKind.DIRECTORY) {
        zip.putNextEntry(entry(name + "/", stat));
        zip.closeEntry();
      } else if (stat.kind() == FileKind.FILE) {
        addFile(zip, name, stat);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void addFile(ZipOutputStream zip, String name, FileStat stat) throws IOException {
    InputStream content;
    try {
      content = tree.read(stat.path());
    } catch (ProblemException gone) {
      return;
    }
    try (content) {
      zip.putNextEntry(entry(name, stat));
      content.transferTo(zip);
      zip.closeEntry();
    }
  }

  private static ZipEntry entry(String name, FileStat stat) {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(FileTime.from(stat.modifiedNanos(), TimeUnit.NANOSECONDS));
    return entry;
  }

  /** Bytes that are not UTF-8 stand as {@code %XX}, as in the projection that S3 tools read. */
  private static String entryName(ProjectPath path) {
    return LogKeys.file(path).substring(LogKeys.FILES.length());
  }
}
