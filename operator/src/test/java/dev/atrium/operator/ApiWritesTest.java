package dev.atrium.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiWritesTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/namespaces/team/services/node-repl, services",
    "/api/v1/namespaces/team/secrets, secrets",
    "/apis/atrium.dev/v1alpha1/namespaces/team/repls/node/status, repls/status",
    "/apis/apps/v1/namespaces/team/deployments/node-repl, deployments",
    "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews, selfsubjectrulesreviews",
    "/healthz, other"
  })
  void isLabelledByTheResourceAndNeverByAName(String path, String resource) {
    assertThat(ApiWrites.resourceOf(path)).isEqualTo(resource);
  }
}
