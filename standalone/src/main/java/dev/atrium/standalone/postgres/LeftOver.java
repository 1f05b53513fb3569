package dev.atrium.standalone.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server that outlived the process which had started it. */
final class LeftOver {

  private static final long STOP_SECONDS = 15;

  private LeftOver() {}

  /** Ends the server that works on this data, if there is one. Its data recovers from its log. */
  static void end(Path data) throws IOException {
    var pid = pid(data);
    if (pid.isEmpty()) {
      return;
    }
    Optional<ProcessHandle> server =
        ProcessHandle.of(pid.getAsLong()).filter(process -> worksOn(process, data));
    if (server.isPresent()) {
      stop(server.get());
    }
    Files.deleteIfExists(data.resolve("postmaster.pid"));
  }

  /** The process id in {@code postmaster.pid}; empty if there is none. */
  static OptionalLong pid(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (Files.notExists(file)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()));
    } catch (RuntimeException garbled) {
      return OptionalLong.empty();
    }
  }

  /** Process ids are used again, so only a server of this very directory counts. */
  private static boolean worksOn(ProcessHandle process, Path data) {
    return process.info().commandLine().orElse("").contains(data.toString())
        || process
            .info()
            .arguments()
            .map(all -> String.join(" ", all))
            .orElse("")
            .contains(data.toString());
  }

  private static void stop(ProcessHandle server) throws IOException {
    try {
      server.destroy();
      server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      server.destroyForcibly();
      server.onExit().join();
    } catch (ExecutionException failure) {
      throw new IOException("The PostgreSQL server of the last run does not end", failure);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }
}
