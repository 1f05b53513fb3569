package dev.atrium.api.hub;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /api/projects}.
 *
 * @param name 1..60 characters for people; any but control characters, not only spaces
 * @param template the template's name
 */
public record NewProject(
    @NotNull @Pattern(regexp = NAME_PATTERN, message = NAME_MESSAGE) String name,
    @NotNull @Size(min = 1, max = 60) String template) {

  /** What a project's name is; counted in code points. */
  public static final String NAME_PATTERN = "(?=.*\\S)\\P{Cc}{1,60}";

  public static final String NAME_MESSAGE =
      "must have 1 to 60 characters, not only spaces and no control characters";
}
