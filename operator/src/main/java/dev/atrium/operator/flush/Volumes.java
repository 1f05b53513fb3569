package dev.atrium.operator.flush;

import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.operator.config.ServerSideApply;
import dev.atrium.operator.event.Events;
import dev.atrium.operator.event.Events.Kind;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What becomes of a Persistent Repl's volume: it goes with the Repl only if S3 is known to have all
 * of it. When a Repl falls asleep or goes, saved, its volume notes for which start that is true.
 */
@Singleton
public class Volumes {

  static final String SAVED_EPOCH = "atrium.dev/saved-epoch";

  private final KubernetesClient client;
  private final Events events;

  Volumes(KubernetesClient client, Events events) {
    this.client = client;
    this.events = events;
  }

  /** Notes that S3 has everything of the Repl's latest start; writes only what is not there yet. */
  public void noteSaved(Repl repl, PersistentVolumeClaim volume) {
    if (!isSaved(repl, volume)) {
      String note =
          "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}"
              .formatted(SAVED_EPOCH, epochOf(repl).orElse(0L));
      client
          .resource(volume)
          .patch(
              new PatchContext.Builder()
                  .withPatchType(PatchType.JSON_MERGE)
                  .withFieldManager(ServerSideApply.MANAGER)
                  .build(),
              note);
    }
  }

  /** Deletes the volume of a Repl that goes, or says that and why it stays. */
  public void release(Repl repl, PersistentVolumeClaim volume) {
    String name = volume.getMetadata().getName();
    if (isSaved(repl, volume)) {
      client.resource(volume).delete();
      events.publish(
          repl,
          Kind.NORMAL,
          Reason.VOLUME_DELETED,
          "The volume " + name + " is not needed any more.");
    } else {
      events.publish(
          repl,
          Kind.WARNING,
          Reason.VOLUME_KEPT,
          "The volume "
              + name
              + " was kept, because it may hold what S3 does not have. A new Persistent Repl on the"
              + " project takes it over and saves it; or delete it by hand.");
    }
  }

  static boolean isSaved(Repl repl, PersistentVolumeClaim volume) {
    var annotations = volume.getMetadata().getAnnotations();
    return annotations != null
        && epochOf(repl)
            .map(String::valueOf)
            .equals(Optional.ofNullable(annotations.get(SAVED_EPOCH)));
  }

  private static Optional<Long> epochOf(Repl repl) {
    return Optional.ofNullable(repl.getStatus()).map(status -> status.epoch());
  }
}
