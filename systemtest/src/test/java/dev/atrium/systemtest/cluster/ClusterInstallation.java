package dev.atrium.systemtest.cluster;

import static dev.atrium.testing.Patience.await;

import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.Installation;
import dev.atrium.systemtest.installation.SignIn;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The chart's release on a real cluster, as its ingress shows it. */
public final class ClusterInstallation implements Installation {

  /** The namespace of the release, which has the same name. */
  static final String NAMESPACE = "atrium";

  /** Where the hub makes Repls. */
  static final String REPLS = "atrium-repls";

  static final Path REPOSITORY = Path.of(System.getProperty("atrium.install", ".."));

  /** Names the replica of the operator that works. */
  private static final String LEASE = "lease/atrium-operator";

  /** Selects the operator's pods. */
  private static final String OPERATOR =
      "app.kubernetes.io/instance=atrium,app.kubernetes.io/component=operator";

  private static final String RUNNER = "app.kubernetes.io/name=atrium-repl";
  private static final Duration READY = Duration.ofMinutes(3);

  /** Sooner than by default, so that a test need not wait for it for two minutes. */
  private static final Duration DELETION_GIVES_UP_AFTER = Duration.ofSeconds(45);

  private static final URI HUB = URI.create("http://atrium.localhost:18080/");
  private static final int S3_PORT = 7070;

  private final Path kubeconfig;
  private final Kubectl kubectl;
  private PortForward s3;

  private ClusterInstallation(Path kubeconfig) {
    this.kubeconfig = kubeconfig;
    this.kubectl = new Kubectl(kubeconfig);
  }

  /** Installs the chart as its users do and waits until the hub answers at the ingress. */
  static ClusterInstallation install(Path kubeconfig) {
    var installation = new ClusterInstallation(kubeconfig);
    installation.install();
    return installation;
  }

  private void install() {
    kubectl.helm(
        "upgrade",
        "--install",
        NAMESPACE,
        REPOSITORY.resolve("helm/atrium").toString(),
        "--namespace",
        NAMESPACE,
        "--create-namespace",
        "--values",
        REPOSITORY.resolve("cluster/values-local.yaml").toString(),
        "--set",
        "operator.settings.atrium\\.operator\\.deletion-timeout=" + DELETION_GIVES_UP_AFTER,
        "--wait",
        "--timeout",
        READY.toSeconds() + "s");
    awaitHub();
  }

  Kubectl kubectl() {
    return kubectl;
  }

  /** The cluster's own processes, if they run on this machine. */
  Optional<NativeCluster> machine() {
    return NativeCluster.of(kubeconfig);
  }

  @Override
  public URI hub() {
    return HUB;
  }

  @Override
  public SignIn signIn() {
    return new SignIn.AdminToken(secret("atrium-admin", "token"));
  }

  /** By a way that has just led to an answer: the pod or the API server may have gone meanwhile. */
  @Override
  public synchronized IndependentS3 s3() {
    await().ignoreExceptions().until(this::reachesS3);
    return new IndependentS3(
        s3.address(), secret("atrium-s3", "access-key"), secret("atrium-s3", "secret-key"));
  }

  private boolean reachesS3() {
    if (s3 == null) {
      s3 = new PortForward(kubectl, NAMESPACE, "atrium-s3", S3_PORT);
    }
    boolean answers = s3.answers();
    if (!answers) {
      s3.close();
      s3 = null;
    }
    return answers;
  }

  /** A value of one of the release's Secrets. */
  String secret(String name, String key) {
    String encoded =
        kubectl.run(
            "get",
            "secret",
            name,
            "-n",
            NAMESPACE,
            "-o",
            "go-template={{index .data \"" + key + "\"}}");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  /**
   * The process in the pod; returns when the kubelet has started the container again. What the kill
   * itself comes to says nothing: the container may end before its outcome is told.
   */
  @Override
  public void killRunner(String project) {
    Pod pod = runner(project);
    String before = pod.restarts();
    pod.exec("pkill", "-KILL", "-x", "java");
    await().atMost(READY).until(() -> !pod.restarts().equals(before) && pod.isReady());
  }

  /** Has a Repl that the hub has made fall asleep, as somebody with kubectl does. */
  void suspend(String project) {
    String repl = "repl/" + project;
    kubectl.run(
        "patch", repl, "-n", REPLS, "--type=merge", "--patch", "spec: {operatingMode: Suspended}");
    kubectl.run(
        "wait", repl, "-n", REPLS, "--for=jsonpath={.status.state}=Suspended", "--timeout=120s");
  }

  /** The running pod of a project's runner, which must be the only one. */
  Pod runner(String project) {
    List<Pod> pods = runners(project);
    if (pods.size() != 1) {
      throw new AssertionError("pods of " + project + ": " + pods);
    }
    return pods.getFirst();
  }

  List<Pod> runners(String project) {
    return pods(RUNNER + ",atrium.dev/project=" + project);
  }

  /** Pods of any namespace that a label selector matches, and that a node has not put out. */
  List<Pod> pods(String labels) {
    String names =
        kubectl.run(
            "get",
            "pods",
            "--all-namespaces",
            "--selector",
            labels,
            "--field-selector=status.phase!=Failed",
            "-o",
            "go-template={{range .items}}{{.metadata.namespace}} {{.metadata.name}}{{\"\\n\"}}{{end}}");
    return names
        .lines()
        .map(line -> line.split(" "))
        .map(words -> new Pod(kubectl, words[0], words[1]))
        .toList();
  }

  /** Ends every process of Atrium, the runners' too, and lets Kubernetes start them again. */
  @Override
  public void restart() {
    kubectl.run("rollout", "restart", "deployment", "-n", NAMESPACE);
    pods(RUNNER).forEach(Pod::delete);
    awaitServices();
  }

  /** Does something while no operator runs; afterwards one starts again. */
  void withoutOperator(Runnable something) {
    scaleOperator(0);
    try {
      // To scale to nothing is a rollout that is done before it has begun.
      await().atMost(READY).until(() -> pods(OPERATOR).isEmpty());
      something.run();
    } finally {
      scaleOperator(1);
    }
  }

  /** The replica that works; waits until one does. */
  Pod operator() {
    return await().until(this::leader, Optional::isPresent).orElseThrow();
  }

  private Optional<Pod> leader() {
    String holder =
        kubectl.run("get", LEASE, "-n", NAMESPACE, "-o", "jsonpath={.spec.holderIdentity}");
    return pods(OPERATOR).stream().filter(pod -> pod.name().equals(holder)).findFirst();
  }

  private void scaleOperator(int replicas) {
    kubectl.run("scale", "deployment/atrium-operator", "-n", NAMESPACE, "--replicas=" + replicas);
    awaitServices();
  }

  /**
   * Waits until every service has the pods it should have and no others, and the ingress leads to
   * them. A rollout counts a pod that is told to end as gone, but until its process has ended it
   * goes on reconciling, or takes requests that it will not answer.
   */
  void awaitServices() {
    kubectl.run(
        "rollout", "status", "deployment", "-n", NAMESPACE, "--timeout", READY.toSeconds() + "s");
    await().atMost(READY).until(this::noServiceEnds);
    awaitHub();
  }

  private boolean noServiceEnds() {
    return kubectl
        .run(
            "get", "pods", "-n", NAMESPACE, "-o", "jsonpath={.items[*].metadata.deletionTimestamp}")
        .isEmpty();
  }

  private void awaitHub() {
    await()
        .atMost(READY)
        .ignoreExceptions()
        .until(() -> Http.get(HUB.resolve("/q/health/live")).send().statusCode() < 500);
  }

  /** Takes everything away again: Repls while somebody looks after them, then the release. */
  @Override
  public void close() {
    kubectl.tryRun("delete", "repls", "--all", "--all-namespaces", "--timeout=120s");
    kubectl.helm("uninstall", NAMESPACE, "--namespace", NAMESPACE, "--wait");
    kubectl.tryRun("delete", "namespace", NAMESPACE, REPLS, "--timeout=120s");
    if (s3 != null) {
      s3.close();
    }
  }
}
