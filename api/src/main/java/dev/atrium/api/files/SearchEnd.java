package dev.atrium.api.files;

import dev.atrium.api.problem.Problem;

/** The last line of a search's answer. */
public record SearchEnd(boolean end, int files, int hits, boolean truncated, Problem problem) {}
