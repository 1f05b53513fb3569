package dev.atrium.runner.access;

import dev.atrium.api.access.Role;
import dev.atrium.runner.config.RunnerConfig;
import java.time.Instant;

/**
 * Who the caller is here.
 *
 * @param title what the project is called, as of the last renewal
 * @param person the person's id
 * @param name the name to show
 * @param role what they are to the project; null for the engine
 * @param appUrl the origin of the user's app
 * @param hubUrl the home page
 * @param expiresAt when the session ends unless it is renewed
 */
public record SessionInfo(
    String project,
    String title,
    String person,
    String name,
    Role role,
    String appUrl,
    String hubUrl,
    Instant expiresAt) {

  static SessionInfo of(Caller caller, RunnerConfig config) {
    return new SessionInfo(
        config.project(),
        caller.title(),
        caller.person(),
        caller.name(),
        caller.role(),
        config.appOrigin(),
        config.hubOrigin(),
        caller.expiresAt());
  }
}
