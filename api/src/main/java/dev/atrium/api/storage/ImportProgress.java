package dev.atrium.api.storage;

import dev.atrium.api.problem.Problem;

/**
 * A line of the {@code application/x-ndjson} answer to an import. The last line has {@code done}
 * true or a problem.
 *
 * @param files how many files are stored so far
 * @param bytes how many bytes these have
 */
public record ImportProgress(long files, long bytes, boolean done, Problem problem) {}
