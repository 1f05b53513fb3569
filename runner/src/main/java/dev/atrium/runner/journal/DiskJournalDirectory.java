package dev.atrium.runner.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Segments as files {@code <number>.journal} of a directory that nobody else writes to. */
public final class DiskJournalDirectory implements JournalDirectory {

  private static final Pattern NAME = Pattern.compile("(\\d{12})\\.journal");
  private static final int ZEROS_BYTES = 256 * 1024;

  /** Below this much free space a failed write is taken for a full volume. */
  private static final long FULL_BYTES = 1024 * 1024;

  private final Path directory;

  /** Makes the directory if it is missing. */
  public DiskJournalDirectory(Path directory) throws IOException {
    this.directory = directory;
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      sync(directory.getParent());
    }
  }

  @Override
  public List<Long> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(matcher -> Long.valueOf(matcher.group(1)))
          .sorted()
          .toList();
    }
  }

  @Override
  public JournalChannel create(long segment, long size) throws IOException {
    Path file = file(segment);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      fill(channel, size);
      channel.force(true);
      sync(directory);
      return new DiskJournalChannel(channel);
    } catch (IOException failed) {
      channel.close();
      Files.deleteIfExists(file);
      throw failed;
    }
  }

  @Override
  public JournalChannel open(long segment) throws IOException {
    return new DiskJournalChannel(
        FileChannel.open(file(segment), StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public void delete(long segment) throws IOException {
    Files.deleteIfExists(file(segment));
  }

  @Override
  public void quarantine(long segment) throws IOException {
    Path file = file(segment);
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
  }

  @Override
  public boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("No space left") || message.contains("quota exceeded")) {
      return true;
    }
    try {
      return Files.getFileStore(directory).getUsableSpace() < FULL_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Makes names that were created in a directory, or renamed into it, durable. */
  public static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(long segment) {
    return directory.resolve(String.format(Locale.ROOT, "%012d.journal", segment));
  }

  private static void fill(FileChannel channel, long size) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(ZEROS_BYTES, size));
    long position = 0;
    while (position < size) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - position));
      position += channel.write(zeros, position);
    }
  }

  private record DiskJournalChannel(FileChannel file) implements JournalChannel {

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += file.write(bytes, at);
      }
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
      return file.read(bytes, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      file.force(false);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
