package dev.atrium.api.session;

import java.time.Instant;

/**
 * {@code GET /api/activity}, for the engine: what keeps a runner busy.
 *
 * @param windows how many session sockets are open
 * @param jobRunning whether some terminal runs more than a waiting shell
 * @param lastInput when somebody last typed into a terminal; null if nobody did
 * @param saved how far the project is saved
 */
public record Activity(
    int windows, boolean jobRunning, Instant lastInput, ServerFrame.Saved saved) {}
