package dev.atrium.systemtest.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.installation.IndependentS3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a tenant reaches from a shell in their own pod. Two Repls run, and one tries to get at the
 * cluster, at the other and at the keys.
 */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsideAPodST {

  private static final String MINE = Team.unique("mine");
  private static final String THEIRS = Team.unique("theirs");
  private static final String SIX_SECONDS = "curl --silent --show-error --max-time 6 ";

  private ClusterInstallation atrium;
  private Team team;
  private Pod pod;

  @BeforeAll
  void startTwo(ClusterInstallation installation) {
    atrium = installation;
    team = Team.create(atrium.kubectl());
    team.apply(repl("mine", MINE) + "---\n" + repl("theirs", THEIRS)).orFail();
    team.awaitReady("mine");
    team.awaitReady("theirs");
    pod = atrium.runner(MINE);
  }

  @AfterAll
  void removeNamespace() {
    if (team != null) {
      team.close();
    }
  }

  @Test
  void thereIsNoTokenForTheApiServer() {
    assertThat(pod.shell("ls /var/run/secrets/kubernetes.io").code()).isNotZero();
  }

  @Test
  void theApiServerTellsNothing() {
    var answer =
        pod.shell(
            SIX_SECONDS
                + "--insecure --output /dev/null --write-out '%{http_code}'"
                + " https://kubernetes.default.svc/api/v1/namespaces");
    assertThat(answer.output()).isIn("401", "403", "000");
    if (!answer.output().equals("000")) {
      notProven("that the API server cannot be dialled");
    }
  }

  @Test
  void theRunnersIdentityOpensNoOtherProject() {
    var answer =
        pod.shell(
            SIX_SECONDS
                + "--output /dev/null --write-out '%{http_code}' --request POST"
                + " --header \"Authorization: Bearer $(cat /etc/atrium/identity)\""
                + " http://atrium-init-service.atrium.svc:8080/storage/projects/"
                + THEIRS
                + "/open");
    assertThat(answer.output()).isEqualTo("403");
  }

  @Test
  void theObjectStoreAnswersNobodyWithoutASignature() {
    try (IndependentS3 s3 = atrium.s3()) {
      assertThat(s3.keys(THEIRS, "atrium/log/")).isNotEmpty();
    }
    String object = "http://atrium-s3.atrium.svc:7070/atrium/projects/" + THEIRS + "/atrium/log/";
    var answer = pod.shell(SIX_SECONDS + "--output /dev/null --write-out '%{http_code}' " + object);
    assertThat(answer.output()).isIn("401", "403");
  }

  @Test
  void noMasterKeyIsInReach() {
    for (String key :
        new String[] {
          atrium.secret("atrium-s3", "secret-key"),
          atrium.secret("atrium-admin", "token"),
          privateKey(atrium.secret("atrium-keys", "signing-key"))
        }) {
      var found =
          pod.shell(
              "grep --recursive --binary-files=text --files-with-matches --fixed-strings '"
                  + key
                  + "' /etc/atrium /workspace /tmp /proc/[0-9]*/environ 2>/dev/null");
      // The search itself has the key on its command line, which is not among what is searched.
      assertThat(found.output()).isEmpty();
    }
  }

  @Test
  void anotherRunnerRefusesAStranger() {
    String theirs = "http://theirs-repl." + team.namespace() + ".svc/api/files/";
    var answer =
        pod.shell(
            SIX_SECONDS
                + "--output /dev/null --write-out '%{http_code}' --header 'Host: "
                + THEIRS
                + ".ide.localhost:18080' "
                + theirs);
    assertThat(answer.output()).isIn("401", "000");
    if (!answer.output().equals("000")) {
      notProven("that another Repl's pod cannot be dialled");
    }
  }

  @Test
  void theProcessMayDoNothingSpecial() {
    assertThat(pod.shell("id --user").orFail().strip()).isEqualTo("1000");
    assertThat(pod.shell("grep CapEff /proc/self/status").orFail()).contains("0000000000000000");
    assertThat(pod.shell("grep NoNewPrivs /proc/self/status").orFail()).contains("1");
    assertThat(pod.shell("grep '^Seccomp:' /proc/self/status").orFail()).contains("2");
    assertThat(pod.shell("touch /opt/atrium/mine").code()).isNotZero();
  }

  /** Where the network plugin enforces no policy, a green test must not look like a proof. */
  private static void notProven(String what) {
    System.err.println("not proven here, as this cluster enforces no NetworkPolicy: " + what);
  }

  private static String privateKey(String pem) {
    return pem.lines().filter(line -> !line.startsWith("-----")).findFirst().orElseThrow();
  }

  private static String repl(String name, String project) {
    return """
        apiVersion: atrium.dev/v1alpha1
        kind: Repl
        metadata:
          name: %s
        spec:
          project: %s
          template: web
        """
        .formatted(name, project);
  }
}
