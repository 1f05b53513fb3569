package dev.atrium.systemtest.cluster;

import dev.atrium.systemtest.installation.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * One installation on a cluster for every class that asks for it. Without a cluster the class is
 * skipped with the reason. When a test fails, or what prepares it, what the cluster says is kept
 * under {@code target/evidence}, before anything is cleared away.
 */
final class SharedCluster
    implements BeforeAllCallback,
        AfterTestExecutionCallback,
        LifecycleMethodExecutionExceptionHandler,
        ParameterResolver {

  private static final String KEY = "cluster";

  private static final Map<String, List<String>> QUESTIONS =
      Map.of(
          "objects.txt",
          List.of("get", "repls,deployments,pods,services,ingresses,pvc", "-A", "-o", "wide"),
          "repls.yaml",
          List.of("get", "repls", "-A", "-o", "yaml"),
          "events.txt",
          List.of("get", "events", "-A", "--sort-by=.lastTimestamp"),
          "pods.txt",
          List.of("describe", "pods", "-A"));

  @Override
  public void beforeAll(ExtensionContext context) {
    if (ClusterChoice.find() instanceof ClusterChoice.None(String reason)) {
      Assumptions.abort(reason);
    }
    installation(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(ClusterInstallation.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return installation(context);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    context.getExecutionException().ifPresent(failure -> keepEvidence(context, failure));
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    keepEvidence(context, failure);
    throw failure;
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    keepEvidence(context, failure);
    throw failure;
  }

  private static void keepEvidence(ExtensionContext context, Throwable failure) {
    if (failure instanceof TestAbortedException) {
      return;
    }
    try {
      collect(installation(context), Files.createDirectories(Evidence.of(context)));
    } catch (IOException | RuntimeException failed) {
      failure.addSuppressed(failed);
    }
  }

  private static void collect(ClusterInstallation installation, Path evidence) throws IOException {
    Kubectl kubectl = installation.kubectl();
    for (var question : QUESTIONS.entrySet()) {
      var answer = kubectl.tryRun(question.getValue().toArray(String[]::new));
      Files.writeString(evidence.resolve(question.getKey()), answer.output() + answer.errors());
    }
    for (Pod pod : installation.pods("app.kubernetes.io/name in (atrium, atrium-repl)")) {
      Files.writeString(evidence.resolve(pod.name() + ".log"), pod.log());
    }
  }

  private static ClusterInstallation installation(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(
            KEY, key -> ClusterInstallation.install(kubeconfig()), ClusterInstallation.class);
  }

  private static Path kubeconfig() {
    return switch (ClusterChoice.find()) {
      case ClusterChoice.Given given -> given.kubeconfig();
      case ClusterChoice.Docker docker -> DockerCluster.start();
      case ClusterChoice.None none -> throw new IllegalStateException(none.reason());
    };
  }
}
