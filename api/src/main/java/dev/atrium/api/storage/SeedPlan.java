package dev.atrium.api.storage;

import java.util.List;

/**
 * {@code POST /storage/projects/{id}/open}: what a runner needs to start. From then on init-service
 * signs for this epoch only.
 *
 * @param epoch the caller's epoch, now the current one
 * @param checkpointSeq the newest checkpoint's sequence number, or -1 if there is none
 * @param checkpoint reads it; null if there is none
 * @param tail reads the records behind it, in order: the first is {@code checkpointSeq + 1} (1
 *     without a checkpoint)
 */
public record SeedPlan(
    long epoch, long checkpointSeq, SignedRequest checkpoint, List<SignedRequest> tail) {}
