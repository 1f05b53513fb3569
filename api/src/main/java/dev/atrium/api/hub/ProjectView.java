package dev.atrium.api.hub;

import dev.atrium.api.access.Role;
import dev.atrium.api.problem.Problem;
import java.time.Instant;

/**
 * A project on the home page.
 *
 * @param template the template's name; null if it was imported
 * @param open whether the IDE answers; while the project still starts it shows how far its files
 *     are
 * @param url the IDE's address; opening it wakes the project
 * @param appUrl the address of the user's own app
 * @param progress while it starts: 0..100; null otherwise
 * @param purgeAt when the trash lets it go for good; null if it is not in the trash
 * @param problem why it failed; null otherwise
 */
public record ProjectView(
    String id,
    String name,
    String template,
    ProjectState state,
    boolean open,
    Role role,
    String url,
    String appUrl,
    Integer progress,
    Instant createdAt,
    Instant openedAt,
    Instant purgeAt,
    Problem problem) {}
