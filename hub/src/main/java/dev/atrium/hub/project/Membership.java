package dev.atrium.hub.project;

import dev.atrium.api.access.Role;

/** A project as one of its members sees it. */
public record Membership(Project project, Role role) {}
