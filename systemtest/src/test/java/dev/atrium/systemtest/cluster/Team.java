package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A namespace of somebody who uses the cluster, which enforces Pod Security {@code restricted}. */
final class Team implements AutoCloseable {

  private static final String WAIT = "--timeout=120s";
  private static final Duration A_WHILE = Duration.ofMinutes(2);

  /** What a namespace has by itself. */
  private static final List<String> ALWAYS_THERE =
      List.of("configmap/kube-root-ca.crt", "serviceaccount/default");

  private final Kubectl kubectl;
  private final String namespace;

  private Team(Kubectl kubectl, String namespace) {
    this.kubectl = kubectl;
    this.namespace = namespace;
  }

  /** Makes a namespace. */
  static Team create(Kubectl kubectl) {
    String namespace = unique("team");
    kubectl.run("create", "namespace", namespace);
    kubectl.run("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
    return new Team(kubectl, namespace);
  }

  /** A name that nobody has had, good for a project's id as well. */
  static String unique(String prefix) {
    return prefix + Long.toString(System.nanoTime(), Character.MAX_RADIX);
  }

  String namespace() {
    return namespace;
  }

  /** Runs kubectl in this namespace. */
  String run(String... arguments) {
    return tryRun(arguments).orFail();
  }

  Kubectl.Outcome tryRun(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--namespace=" + namespace);
    return kubectl.tryRun(all.toArray(String[]::new));
  }

  /** Applies a manifest; a refusal is an outcome as well. */
  Kubectl.Outcome apply(String manifest) {
    return kubectl.apply(namespace, manifest);
  }

  void awaitReady(String repl) {
    run("wait", "repl/" + repl, "--for=condition=Ready", WAIT);
  }

  /** Waits until a field (JSONPath) has a value. */
  void await(String object, String path, String value) {
    run("wait", object, "--for=jsonpath={" + path + "}=" + value, WAIT);
  }

  /** A field of an object, by JSONPath. */
  String field(String object, String path) {
    return run("get", object, "--output=jsonpath={" + path + "}");
  }

  /** Sets what somebody wants of a Repl: Running or Suspended. */
  void mode(String repl, String mode) {
    run("patch", "repl", repl, "--type=merge", "--patch", "spec: {operatingMode: " + mode + "}");
  }

  /** A field of a Repl's condition, such as its reason. */
  String condition(String repl, String type, String field) {
    return field("repl/" + repl, ".status.conditions[?(@.type==\"" + type + "\")]." + field);
  }

  /** Waits until a Repl is not ready for a reason, and has said so in an Event. */
  void assertTold(String repl, String reason, String message) {
    Awaitility.await()
        .atMost(A_WHILE)
        .untilAsserted(
            () -> {
              assertThat(condition(repl, "Ready", "reason")).isEqualTo(reason);
              assertThat(condition(repl, "Ready", "message")).contains(message);
              assertThat(notesOf(repl, reason)).contains(message);
            });
  }

  /** The reasons of a Repl's Events. */
  String reasonsOf(String repl) {
    return events("involvedObject.name=" + repl, "reason");
  }

  /** What a Repl's Events of a reason say; fails if there is none. */
  String notesOf(String repl, String reason) {
    String notes = events("involvedObject.name=" + repl + ",reason=" + reason, "message");
    assertThat(notes).as("Events of the reason %s", reason).isNotEmpty();
    return notes;
  }

  private String events(String selector, String field) {
    return run(
        "get",
        "events",
        "--field-selector=involvedObject.kind=Repl," + selector,
        "--output=jsonpath={.items[*]." + field + "}");
  }

  /** The names of all objects here but Events and those that every namespace has, a line each. */
  String objects() {
    String kinds =
        String.join(
            ",",
            "repls,deployments,replicasets,pods,services,ingresses,secrets,configmaps",
            "serviceaccounts,networkpolicies,persistentvolumeclaims,roles,rolebindings,leases");
    return String.join(
        "\n",
        run("get", kinds, "--output=name")
            .lines()
            .filter(name -> !ALWAYS_THERE.contains(name))
            .toList());
  }

  @Override
  public void close() {
    tryRun("delete", "repls", "--all", WAIT);
    kubectl.tryRun("delete", "namespace", namespace, WAIT);
  }
}
