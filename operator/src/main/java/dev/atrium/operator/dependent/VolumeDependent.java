package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplStorage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Matcher;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * A Persistent Repl's volume. It has no owner, because it may hold what S3 does not have yet: it
 * goes only after a proven flush.
 */
@Singleton
public class VolumeDependent extends NamedDependent<PersistentVolumeClaim> {

  VolumeDependent() {
    super(PersistentVolumeClaim.class);
  }

  @Override
  String nameFor(Repl repl) {
    return Names.volume(repl);
  }

  @Override
  PersistentVolumeClaim desired(ReplPlan plan) {
    Repl repl = plan.repl();
    ReplStorage storage = repl.getSpec().storage();
    return new PersistentVolumeClaimBuilder()
        .withMetadata(metadata(repl, Names.volume(repl)))
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(storage.storageClassName())
        .withNewResources()
        .withRequests(Map.of("storage", Storage.size(repl)))
        .endResources()
        .endSpec()
        .build();
  }

  /** One that is there is used as it is: a claim's spec cannot be changed. */
  @Override
  public Matcher.Result<PersistentVolumeClaim> match(
      PersistentVolumeClaim actual,
      PersistentVolumeClaim desired,
      Repl repl,
      Context<Repl> context) {
    return Matcher.Result.computed(true, desired);
  }
}
