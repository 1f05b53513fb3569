package dev.atrium.operator.status;

import dev.atrium.crd.Reason;

/**
 * What keeps a Repl from being ready.
 *
 * @param reason as it stands in conditions and Events
 * @param message what happened and the way out
 */
public record Trouble(Reason reason, String message) {}
