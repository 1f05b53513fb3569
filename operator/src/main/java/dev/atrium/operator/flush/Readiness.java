package dev.atrium.operator.flush;

/**
 * What a runner says of its own start.
 *
 * @param ready whether it has the project's files and answers
 * @param problem what is in the way, in its own words; empty if nothing is
 */
public record Readiness(boolean ready, String problem) {}
