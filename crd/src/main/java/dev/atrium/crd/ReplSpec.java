package dev.atrium.crd;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What the author of a {@link Repl} wants. A field that is not set and has no default is null.
 *
 * @param project the id of the project whose files these are; the first label of both hosts
 * @param template what the project is made from if it does not exist yet; null if it has to exist
 * @param owner whose project it is in the binding; grants nothing by itself
 * @param image the runner's image; null for the operator's own
 * @param resources null for the operator's defaults
 * @param storage never null behind an API server, which sets the default
 * @param operatingMode whether it shall run or sleep
 * @param env variables for the shells and the app; null is none
 * @param startCommand the command of the Run button; null lets the project's {@code atrium.json}
 *     decide
 * @param appPort the port that the app is told to listen on as {@code $PORT}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplSpec(
    @JsonPropertyDescription(
            "The id of the project whose files these are, and the first label of the Repl's hosts:"
                + " a letter, then 7 to 30 lower-case letters or digits. It cannot be changed.")
        @Required
        @Pattern(PROJECT_PATTERN)
        @Size(max = 31)
        @ValidationRule(
            value = "self == oldSelf",
            message = "spec.project cannot be changed; make another Repl for another project")
        String project,
    @JsonPropertyDescription(
            "The template that the project is made from if it does not exist yet. Without it the"
                + " project has to exist.")
        @Pattern("^[a-z][a-z0-9-]*$")
        @Size(max = 40)
        String template,
    @JsonPropertyDescription(
            "Whose project it is: together with the cluster and the namespace the place that a"
                + " project is bound to for good. It grants nothing by itself. It cannot be changed.")
        @Default(DEFAULT_OWNER)
        @Pattern("^[A-Za-z0-9][A-Za-z0-9._@+-]*$")
        @Size(max = 128)
        @ValidationRule(
            value = "self == oldSelf",
            message = "spec.owner cannot be changed; a project stays with its first owner")
        String owner,
    @JsonPropertyDescription(
            "The runner's image, such as registry.example.com/team/runner:1.4. Without it the"
                + " operator's own is used.")
        @Pattern("^[^\\s]+$")
        @Size(min = 1, max = 512)
        String image,
    @JsonPropertyDescription(
            "What the Repl gets of the node. What is not set here comes from the operator.")
        ReplResources resources,
    @JsonPropertyDescription("Where the files lie while the Repl runs.")
        @Default("{\"type\": \"Ephemeral\", \"size\": \"10Gi\"}")
        ReplStorage storage,
    @JsonPropertyDescription(
            "Running, or Suspended: saved and scaled to zero, until somebody opens it or sets Running.")
        @Default("Running")
        OperatingMode operatingMode,
    @JsonPropertyDescription("Variables for the shells and the app.")
        @Size(max = 64)
        @ValidationRule(
            value = "self.all(e, self.exists_one(f, f.name == e.name))",
            message = "spec.env names each variable once")
        List<EnvVariable> env,
    @JsonPropertyDescription(
            "The command of the Run button. Without it the project's atrium.json decides.")
        @Size(min = 1, max = 4096)
        String startCommand,
    @JsonPropertyDescription(
            "The port that the app is told to listen on as $PORT; not 8080, which is the runner's.")
        @Default("3000")
        @Min(1024)
        @Max(65535)
        @ValidationRule(
            value = "self != 8080",
            message = "spec.appPort 8080 is the runner's own port; choose another one")
        Integer appPort) {

  public static final String PROJECT_PATTERN = "^[a-z][a-z0-9]{7,30}$";
  public static final String DEFAULT_OWNER = "admin";
  public static final int DEFAULT_APP_PORT = 3000;
}
