package dev.atrium.standalone.home;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one process that works in a home. The kernel lets it go when the process ends,
 * however it ends; the file itself stays and says where that process serves.
 */
public final class HomeLock implements AutoCloseable {

  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock and writes down the origin.
   *
   * @return empty if another process has it
   */
  public static Optional<HomeLock> take(Path file, String origin) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(origin.getBytes(StandardCharsets.UTF_8)));
    return Optional.of(new HomeLock(channel));
  }

  /** Where the process that has the lock serves. */
  public static String holder(Path file) throws IOException {
    return Files.readString(file).strip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
