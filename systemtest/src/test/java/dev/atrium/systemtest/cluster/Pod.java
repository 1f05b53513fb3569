package dev.atrium.systemtest.cluster;

import java.util.ArrayList;
import java.util.List;

/** A pod by its name. */
record Pod(Kubectl kubectl, String namespace, String name) {

  /** Runs a command in its first container. */
  Kubectl.Outcome exec(String... command) {
    List<String> arguments =
        new ArrayList<>(List.of("exec", "--namespace", namespace, name, "--quiet", "--"));
    arguments.addAll(List.of(command));
    return kubectl.tryRun(arguments.toArray(String[]::new));
  }

  /** Runs a line of shell. */
  Kubectl.Outcome shell(String line) {
    return exec("sh", "-c", line);
  }

  /** What it answers to a GET request, by way of the API server. */
  String get(int port, String path) {
    return kubectl.run(
        "get",
        "--raw",
        "/api/v1/namespaces/%s/pods/%s:%d/proxy%s".formatted(namespace, name, port, path));
  }

  /** Ends it as an administrator does, with the time it asks for, and waits until it is gone. */
  void delete() {
    kubectl.run("delete", "pod", "--namespace", namespace, name, "--ignore-not-found");
  }

  /** Ends it as a lost node does: at once, without a flush. */
  void lose() {
    kubectl.run(
        "delete",
        "pod",
        "--namespace",
        namespace,
        name,
        "--force",
        "--grace-period=0",
        "--ignore-not-found");
  }

  /** How often its first container was started again. */
  String restarts() {
    return field(".status.containerStatuses[0].restartCount");
  }

  boolean isReady() {
    return field(".status.containerStatuses[0].ready").equals("true");
  }

  private String field(String path) {
    return kubectl.run("get", "pod", "-n", namespace, name, "-o", "jsonpath={" + path + "}");
  }

  /** What its containers wrote, the one before the last restart included. */
  String log() {
    var now = kubectl.tryRun("logs", "--namespace", namespace, name, "--all-containers");
    var before = kubectl.tryRun("logs", "--namespace", namespace, name, "--previous");
    return before.output() + now.output() + now.errors();
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
