package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A release of the chart beside the shared one, under another name: installed, upgraded, taken away
 * and brought back. It looks after one namespace, in which no Repl is made.
 */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmST {

  private static final String RELEASE = "other";
  private static final String NAMESPACE = "helm-st";
  private static final String REPLS = "helm-st-repls";
  private static final String MARKED = "create table if not exists marker as select 'kept' as word";

  private Kubectl kubectl;
  private String keys;
  private String databasePod;

  @BeforeAll
  void makeAnEnforcingNamespace(ClusterInstallation atrium) {
    kubectl = atrium.kubectl();
    clear();
    kubectl.run("create", "namespace", NAMESPACE);
    kubectl.run("label", "namespace", NAMESPACE, "pod-security.kubernetes.io/enforce=restricted");
  }

  @AfterAll
  void clear() {
    kubectl.tryHelm("uninstall", RELEASE, "--namespace", NAMESPACE, "--ignore-not-found");
    kubectl.tryRun("delete", "namespace", NAMESPACE, REPLS, "--ignore-not-found");
  }

  @Test
  @Order(1)
  void aReleaseForTheSameReplsIsRefused() {
    var outcome =
        kubectl.tryHelm("install", RELEASE, chart(), "--namespace", NAMESPACE, "--set", hosts());
    assertThat(outcome.code()).isNotZero();
    assertThat(outcome.errors())
        .contains("The release atrium/atrium already looks after Repls in every namespace.");
    assertThat(left()).isEmpty();
  }

  @Test
  @Order(2)
  void everyPodComesUpWherePodSecurityIsEnforced() {
    install("hub.settings.atrium\\.hub\\.max-projects=5");
    assertThat(
            kubectl.run(
                "get",
                "pods",
                "--namespace",
                NAMESPACE,
                "--output",
                "go-template={{range .items}}{{range .status.containerStatuses}}{{.ready}} {{end}}{{end}}"))
        .isEqualTo("true ".repeat(5));
  }

  @Test
  @Order(3)
  void anUpgradeKeepsKeysAndDataAndRollsWhatChanged() {
    query(MARKED);
    keys = secrets();
    databasePod = uid("pod", RELEASE + "-atrium-postgresql-0");
    String hub = hubPod();
    install("hub.settings.atrium\\.hub\\.max-projects=6,operator.replicas=2");
    assertThat(secrets()).isEqualTo(keys);
    assertThat(uid("pod", RELEASE + "-atrium-postgresql-0")).isEqualTo(databasePod);
    assertThat(hubPod()).isNotEqualTo(hub);
  }

  @Test
  @Order(4)
  void anUninstallLeavesWhatIsDocumentedAndNothingElse() {
    kubectl.helm("uninstall", RELEASE, "--namespace", NAMESPACE, "--wait");
    assertThat(left())
        .containsExactlyInAnyOrder(
            "configmap/other-atrium-jwks",
            "persistentvolumeclaim/other-atrium-postgresql",
            "persistentvolumeclaim/other-atrium-s3",
            "secret/other-atrium-postgresql",
            "secret/other-atrium-s3");
    assertThat(kubectl.run("get", "crd", "repls.atrium.dev", "--output", "name")).isNotBlank();
    assertThat(kubectl.run("get", "namespace", REPLS, "--output", "name")).isNotBlank();
    assertThat(kubectl.run("get", "roles,rolebindings", "--namespace", REPLS, "--output", "name"))
        .isBlank();
  }

  @Test
  @Order(5)
  void aNewInstallationOfTheNameGoesOnWithTheData() {
    install("hub.settings.atrium\\.hub\\.max-projects=5");
    assertThat(query("select word from marker")).contains("kept");
  }

  private void install(String setting) {
    kubectl.helm(
        "upgrade",
        "--install",
        RELEASE,
        chart(),
        "--namespace",
        NAMESPACE,
        "--set",
        // The shared release looks after every namespace; no Repl is made here that both would see.
        "conflictCheck=false,watchNamespaces[0]=%s,replNamespace.name=%s".formatted(REPLS, REPLS),
        "--set",
        hosts(),
        "--set",
        setting,
        "--wait");
  }

  private static String hosts() {
    return "hub.host=other.localhost,ideDomain=other-ide.localhost,appDomain=other-app.localhost";
  }

  private static String chart() {
    return ClusterInstallation.REPOSITORY.resolve("helm/atrium").toString();
  }

  private String query(String sql) {
    return kubectl.run(
        "exec",
        "--namespace",
        NAMESPACE,
        RELEASE + "-atrium-postgresql-0",
        "--",
        "psql",
        "--dbname=atrium",
        "--command=" + sql);
  }

  private String secrets() {
    List<String> names = new ArrayList<>(List.of("get", "secret", "--namespace", NAMESPACE));
    for (String name : List.of("keys", "admin", "postgresql", "s3")) {
      names.add(RELEASE + "-atrium-" + name);
    }
    names.addAll(List.of("--output", "go-template={{range .items}}{{.data}}{{end}}"));
    return kubectl.run(names.toArray(String[]::new));
  }

  private String uid(String kind, String name) {
    return kubectl.run(
        "get", kind, name, "--namespace", NAMESPACE, "--output", "go-template={{.metadata.uid}}");
  }

  private String hubPod() {
    return kubectl.run(
        "get",
        "pods",
        "--namespace",
        NAMESPACE,
        "--selector",
        "app.kubernetes.io/component=hub",
        "--field-selector",
        "status.phase=Running",
        "--output",
        "name");
  }

  /** What is in the namespace beside what Kubernetes puts into every one. */
  private Set<String> left() {
    return kubectl
        .run(
            "get",
            "deployments,statefulsets,services,configmaps,secrets,persistentvolumeclaims,"
                + "serviceaccounts,ingresses,networkpolicies,roles,rolebindings",
            "--namespace",
            NAMESPACE,
            "--output",
            "name")
        .lines()
        .map(name -> name.replaceFirst("\\.[^/]*/", "/"))
        .filter(name -> !name.equals("configmap/kube-root-ca.crt"))
        .filter(name -> !name.equals("serviceaccount/default"))
        .collect(Collectors.toSet());
  }
}
