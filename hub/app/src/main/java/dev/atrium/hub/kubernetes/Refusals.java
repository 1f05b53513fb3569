package dev.atrium.hub.kubernetes;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import io.fabric8.kubernetes.client.KubernetesClientException;

/** What the API server's answers mean to people. Pure. */
final class Refusals {

  private static final int TOO_MANY_REQUESTS = 429;

  private Refusals() {}

  /** The problem behind a call that failed. */
  static ProblemException of(KubernetesClientException failure) {
    int code = failure.getCode();
    if (code < 400 || code == TOO_MANY_REQUESTS || code >= 500) {
      return ProblemType.NOT_READY.thrown(
          "Kubernetes does not answer; try again in a moment.", failure);
    }
    String said =
        failure.getStatus() == null || failure.getStatus().getMessage() == null
            ? "status " + code
            : failure.getStatus().getMessage();
    return ProblemType.NOT_READY.thrown("Kubernetes refuses it: " + said, failure);
  }
}
