package dev.atrium.systemtest.installation;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where what explains a failure is kept. */
public final class Evidence {

  private Evidence() {}

  /** A test's own directory under {@code target/evidence}; it need not exist yet. */
  public static Path of(ExtensionContext context) {
    return Path.of(
        "target",
        "evidence",
        context.getRequiredTestClass().getSimpleName()
            + "."
            + context.getTestMethod().map(method -> method.getName()).orElse("class"));
  }
}
