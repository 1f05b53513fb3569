package dev.atrium.runner.storage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Linux's {@code syncfs(2)}: puts everything that was written to a file system on its disk. For
 * thousands of files that is one wait; forcing each of them would be thousands.
 */
final class FileSystemSync {

  private static final int O_CLOEXEC = 0x80000;

  private static final MethodHandle OPEN =
      bind("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SYNCFS =
      bind("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      bind("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private FileSystemSync() {}

  /**
   * @throws IOException if the disk refuses
   */
  static void of(Path directory) throws IOException {
    boolean synced;
    try (Arena arena = Arena.ofConfined()) {
      int fd = (int) OPEN.invokeExact(arena.allocateFrom(directory.toString()), O_CLOEXEC);
      synced = fd >= 0 && (int) SYNCFS.invokeExact(fd) == 0;
      int closed = fd < 0 ? -1 : (int) CLOSE.invokeExact(fd);
      synced &= closed == 0;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
    if (!synced) {
      throw new IOException("The files of the project could not be forced to the disk.");
    }
  }

  private static MethodHandle bind(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }
}
