package dev.atrium.systemtest.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * A cluster in a container of this machine's Docker, with Atrium's images and an ingress in it. It
 * goes when the tests' JVM ends.
 *
 * <p>Nobody has run this yet: it was written where there is no Docker, and says so when it starts.
 */
final class DockerCluster {

  private static final DockerImageName K3S = DockerImageName.parse("rancher/k3s:v1.34.1-k3s1");
  private static final String CONTOUR =
      "https://raw.githubusercontent.com/projectcontour/contour/v1.33.0/examples/render/contour.yaml";
  private static final String INGRESS = "127.0.0.1:18080:80";

  /** What {@code ./atrium test cluster} has Docker build; the chart's other images are pulled. */
  private static final List<String> IMAGES =
      List.of(
          "localhost/atrium-runner:dev",
          "localhost/atrium-init-service:dev",
          "localhost/atrium-hub:dev",
          "localhost/atrium-operator:dev");

  private DockerCluster() {}

  static boolean isPossible() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** Starts one and returns its kubeconfig. */
  static Path start() {
    System.err.println("k3s in Docker is not proven here: nobody has run these tests on it yet.");
    var k3s = new K3sContainer(K3S);
    List<String> ports = new ArrayList<>(k3s.getPortBindings());
    ports.add(INGRESS);
    k3s.setPortBindings(ports);
    k3s.start();
    try {
      Path directory = Files.createTempDirectory("atrium-k3s-");
      load(k3s, directory.resolve("images.tar"));
      Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), k3s.getKubeConfigYaml());
      startIngress(new Kubectl(kubeconfig));
      return kubeconfig;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private static void load(K3sContainer k3s, Path archive)
      throws IOException, InterruptedException {
    List<String> save = new ArrayList<>(List.of("docker", "save", "--output", archive.toString()));
    save.addAll(IMAGES);
    int code = new ProcessBuilder(save).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("docker save ended with " + code);
    }
    k3s.copyFileToContainer(MountableFile.forHostPath(archive), "/tmp/images.tar");
    var imported = k3s.execInContainer("ctr", "images", "import", "/tmp/images.tar");
    if (imported.getExitCode() != 0) {
      throw new IllegalStateException(imported.getStderr());
    }
    Files.delete(archive);
  }

  /** Contour, as on the native cluster; its Envoy listens at the node's port 80. */
  private static void startIngress(Kubectl kubectl) {
    kubectl.run("apply", "--filename", CONTOUR);
    for (String workload : List.of("deployment/contour", "daemonset/envoy")) {
      kubectl.run("rollout", "status", workload, "-n", "projectcontour", "--timeout=180s");
    }
  }
}
