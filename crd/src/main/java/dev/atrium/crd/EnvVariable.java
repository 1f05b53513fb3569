package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A variable for the shells and the app.
 *
 * @param name a shell's variable name, none of those by which the runner itself is set up
 * @param value the text, as it is
 */
public record EnvVariable(
    @JsonPropertyDescription("The variable's name.")
        @Required
        @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
        @Size(min = 1, max = 128)
        @ValidationRule(
            value = "!self.matches('" + RESERVED_PATTERN + "')",
            message =
                "spec.env may not set ATRIUM_*, QUARKUS_*, SMALLRYE_*, MP_*, LD_*, JAVA_TOOL_OPTIONS,"
                    + " JDK_JAVA_OPTIONS, _JAVA_OPTIONS, CLASSPATH, HOME or PORT: these are the"
                    + " runner's own")
        String name,
    @JsonPropertyDescription("Its value.") @Required @Size(max = 4096) String value) {

  /** Names that set up the runner or the JVM below it. */
  public static final String RESERVED_PATTERN =
      "^((ATRIUM|QUARKUS|SMALLRYE|MP|LD)_.*|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS"
          + "|CLASSPATH|HOME|PORT)$";
}
