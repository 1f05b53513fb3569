package dev.atrium.systemtest.installation;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One installation for every class that asks for it, because starting one is most of a short test's
 * time. When a test fails, its logs are kept under {@code target/evidence}.
 */
public final class SharedInstallation
    implements BeforeAllCallback, AfterTestExecutionCallback, ParameterResolver {

  private static final String KEY = "installation";

  private final Evidence evidence = new Evidence();

  @Override
  public void beforeAll(ExtensionContext context) {
    installation(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().isAssignableFrom(StandaloneInstallation.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return installation(context);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) throws IOException {
    evidence.afterTestExecution(context);
  }

  private static StandaloneInstallation installation(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(KEY, key -> StandaloneInstallation.start(), StandaloneInstallation.class);
  }
}
