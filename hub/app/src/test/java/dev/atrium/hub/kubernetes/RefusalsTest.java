package dev.atrium.hub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

  @Test
  void silenceIsToldAsSilence() {
    var silence = new KubernetesClientException("secret address", new IOException("refused"));

    assertThat(Refusals.of(silence).problem().detail())
        .startsWith("Kubernetes does not answer")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void soIsABusyServer(int code) {
    var busy = new KubernetesClientException("busy", code, null);

    assertThat(Refusals.of(busy).problem().detail()).startsWith("Kubernetes does not answer");
  }

  @Test
  void aRefusalIsToldInTheServersWords() {
    var status = new StatusBuilder().withCode(403).withMessage("exceeded quota: repls").build();
    var refusal = new KubernetesClientException("no", 403, status);

    assertThat(Refusals.of(refusal).type()).isEqualTo(ProblemType.NOT_READY);
    assertThat(Refusals.of(refusal).problem().detail()).endsWith("exceeded quota: repls");
  }
}
