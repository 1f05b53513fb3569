package dev.atrium.api.storage;

import java.util.List;

/** {@code POST /storage/projects/{id}/sign}: at most {@value #MAX} requests of one runner. */
public record SignBatch(List<StorageRequest> requests) {

  public static final int MAX = 1000;
}
