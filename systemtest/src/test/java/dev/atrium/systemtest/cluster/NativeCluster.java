package dev.atrium.systemtest.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The cluster that {@code cluster/up} starts, whose parts are processes of this machine. */
final class NativeCluster {

  private static final Path STATE =
      Path.of(System.getenv().getOrDefault("ATRIUM_CLUSTER_DIR", "/var/tmp/atrium-cluster"));

  private static final long LIMIT_SECONDS = 90;

  private NativeCluster() {}

  /** Empty if the cluster of a kubeconfig is another one. */
  static Optional<NativeCluster> of(Path kubeconfig) {
    return kubeconfig.toAbsolutePath().equals(STATE.resolve("kubeconfig"))
        ? Optional.of(new NativeCluster())
        : Optional.empty();
  }

  /** Kills the API server as {@code kill -9} does. */
  void killApiServer() {
    run("apiserver", "kill");
  }

  /** Starts the API server unless it runs, and waits until it is ready. */
  void startApiServer() {
    run("apiserver", "start");
  }

  private static void run(String script, String argument) {
    Path program = ClusterInstallation.REPOSITORY.resolve("cluster").resolve(script);
    try {
      // Its parts inherit the output, and would keep a pipe open.
      Process process =
          new ProcessBuilder(program.toAbsolutePath().toString(), argument).inheritIO().start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError(program + " " + argument + " failed");
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
