package dev.atrium.api.storage;

/**
 * {@code POST /storage/projects}.
 *
 * @param id DNS-safe, random, never reused: see {@link StoredProject#ID_PATTERN}
 * @param template the template's name
 * @param binding the place it belongs to; creating it again from the same place is no error
 */
public record CreateProject(String id, String template, Binding binding) {}
