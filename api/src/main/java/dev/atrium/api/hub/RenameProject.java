package dev.atrium.api.hub;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** {@code PATCH /api/projects/{id}}; the bounds are those of {@link NewProject}. */
public record RenameProject(
    @NotNull @Pattern(regexp = NewProject.NAME_PATTERN, message = NewProject.NAME_MESSAGE)
        String name) {}
