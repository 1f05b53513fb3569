package dev.atrium.api.storage;

import java.time.Instant;

/**
 * What storage knows of a project.
 *
 * @param template the template's name, or null if it was imported
 * @param trashedAt when it was put into the trash, or null
 */
public record StoredProject(
    String id, Binding binding, String template, Instant createdAt, Instant trashedAt) {

  /** A DNS label that is valid in a host name and as a Kubernetes name. */
  public static final String ID_PATTERN = "[a-z][a-z0-9]{7,30}";
}
