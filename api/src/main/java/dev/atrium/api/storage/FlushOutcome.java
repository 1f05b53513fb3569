package dev.atrium.api.storage;

import dev.atrium.api.problem.Problem;

/**
 * {@code POST /api/flush} of a runner: what a flush came to.
 *
 * @param complete true if S3 has everything that was acknowledged or on disk when it began
 * @param acknowledged the newest journal number
 * @param saved the newest number that S3 has
 * @param problem why it is not complete, or null
 */
public record FlushOutcome(boolean complete, long acknowledged, long saved, Problem problem) {}
