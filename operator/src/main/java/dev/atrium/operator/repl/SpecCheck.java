package dev.atrium.operator.repl;

import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.Reason;
import dev.atrium.crd.ReplSpec;
import dev.atrium.operator.status.Trouble;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules whose breach would do harm, for API servers that have not checked them: a Repl may be
 * older than a rule, or its definition have been changed by hand.
 */
final class SpecCheck {

  private static final Pattern PROJECT = Pattern.compile(ReplSpec.PROJECT_PATTERN);
  private static final Pattern RESERVED = Pattern.compile(EnvVariable.RESERVED_PATTERN);
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final int RUNNER_PORT = 8080;
  private static final int FIRST_PORT = 1024;
  private static final int LAST_PORT = 65_535;

  private SpecCheck() {}

  static Optional<Trouble> check(ReplSpec spec) {
    if (spec.project() == null || !PROJECT.matcher(spec.project()).matches()) {
      return invalid("spec.project must match " + ReplSpec.PROJECT_PATTERN + ".");
    }
    Integer port = spec.appPort();
    if (port != null && (port == RUNNER_PORT || port < FIRST_PORT || port > LAST_PORT)) {
      return invalid("spec.appPort must lie between 1024 and 65535, and not be 8080.");
    }
    for (EnvVariable each : spec.env() == null ? List.<EnvVariable>of() : spec.env()) {
      if (each.name() == null || !VARIABLE.matcher(each.name()).matches()) {
        return invalid("spec.env has a name that is none of a variable: " + each.name() + ".");
      }
      if (RESERVED.matcher(each.name()).matches()) {
        return invalid("spec.env may not set " + each.name() + ", which is the runner's own.");
      }
    }
    return Optional.empty();
  }

  private static Optional<Trouble> invalid(String message) {
    return Optional.of(new Trouble(Reason.INVALID_SPEC, message));
  }
}
