package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStorage;
import dev.atrium.crd.StorageType;
import io.fabric8.kubernetes.api.model.Quantity;

/** What a Repl says about its storage, and what it means where it says nothing. */
public final class Storage {

  /** What is left for the journal when the project's files fill their part. */
  private static final double FILES_SHARE = 0.9;

  private Storage() {}

  /** Whether the files outlive the pod. */
  public static boolean isPersistent(Repl repl) {
    ReplStorage storage = repl.getSpec().storage();
    return storage != null && storage.type() == StorageType.PERSISTENT;
  }

  static Quantity size(Repl repl) {
    ReplStorage storage = repl.getSpec().storage();
    return storage == null || storage.size() == null
        ? new Quantity(ReplStorage.DEFAULT_SIZE)
        : storage.size();
  }

  /**
   * The most bytes that the project's files may have, so that an edit is refused before the kubelet
   * puts the pod out.
   */
  static long quotaBytes(Repl repl) {
    return (long) (size(repl).getNumericalAmount().doubleValue() * FILES_SHARE);
  }
}
