package dev.atrium.systemtest.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One installation for every class that asks for it, because starting one is most of a short test's
 * time. When a test fails, its logs are kept under {@code target/evidence}.
 */
public final class SharedInstallation implements BeforeAllCallback, ParameterResolver, TestWatcher {

  private static final String KEY = "installation";

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
  public void testFailed(ExtensionContext context, Throwable cause) {
    Path evidence = Evidence.of(context);
    StandaloneInstallation installation = installation(context);
    try {
      Files.createDirectories(evidence);
      Files.writeString(evidence.resolve("up.log"), installation.output());
      try (Stream<Path> files = Files.walk(installation.home(), 4)) {
        for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
          String name = installation.home().relativize(log).toString().replace('/', '-');
          Files.copy(log, evidence.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException failed) {
      cause.addSuppressed(failed);
    }
  }

  private static StandaloneInstallation installation(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(KEY, key -> StandaloneInstallation.start(), StandaloneInstallation.class);
  }
}
