package dev.atrium.api.hub;

/**
 * {@code POST /api/projects}.
 *
 * @param name 1..60 characters for people; any but control characters
 * @param template the template's name
 */
public record NewProject(String name, String template) {}
