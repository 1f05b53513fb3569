package dev.atrium.api.storage;

import java.util.List;

/** The answer to a {@link SignBatch}, in its order. */
public record SignedBatch(List<SignedRequest> requests) {}
