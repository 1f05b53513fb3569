package dev.atrium.systemtest.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cluster that tests may use, or why there is none. Never the ambient one: a person's kubectl
 * may point at a cluster that matters.
 */
sealed interface ClusterChoice {

  /** A cluster that somebody gave or {@code ./atrium test} started. */
  record Given(Path kubeconfig) implements ClusterChoice {}

  /** One in this machine's Docker, which nobody has started yet. */
  record Docker() implements ClusterChoice {}

  /** Nothing to test on. */
  record None(String reason) implements ClusterChoice {}

  /** What {@code ATRIUM_TEST_KUBECONFIG} names; else Docker, if it answers. */
  static ClusterChoice find() {
    String kubeconfig = System.getenv().getOrDefault("ATRIUM_TEST_KUBECONFIG", "");
    if (kubeconfig.isEmpty()) {
      return DockerCluster.isPossible()
          ? new Docker()
          : new None(
              "no cluster: set ATRIUM_TEST_KUBECONFIG, start Docker, or run ./atrium test as root"
                  + " on Linux, which starts one");
    }
    Path file = Path.of(kubeconfig);
    return Files.isReadable(file)
        ? new Given(file)
        : new None("ATRIUM_TEST_KUBECONFIG names no file that can be read: " + file);
  }
}
