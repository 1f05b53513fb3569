package dev.atrium.api.hub;

/** {@code PATCH /api/projects/{id}}; the bounds are those of {@link NewProject}. */
public record RenameProject(String name) {}
