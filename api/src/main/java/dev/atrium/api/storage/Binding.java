package dev.atrium.api.storage;

/**
 * The place a project belongs to, fixed when it is first created.
 *
 * @param cluster the installation; {@code local} on a laptop
 * @param namespace the Kubernetes namespace; {@code local} on a laptop
 * @param owner the owner's id in that place
 */
public record Binding(String cluster, String namespace, String owner) {}
