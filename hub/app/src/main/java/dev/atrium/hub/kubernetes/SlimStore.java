package dev.atrium.hub.kubernetes;

import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.BasicItemStore;
import io.fabric8.kubernetes.client.informers.cache.Cache;

/**
 * What the informer remembers of Repls: without environment, command and annotations, which may be
 * large and which the hub never reads. So a Repl takes about a kilobyte, whatever its author wrote.
 */
final class SlimStore extends BasicItemStore<Repl> {

  SlimStore() {
    super(Cache::metaNamespaceKeyFunc);
  }

  @Override
  public Repl put(String key, Repl repl) {
    return super.put(key, slim(repl));
  }

  static Repl slim(Repl repl) {
    var slim = new Repl();
    slim.setMetadata(
        new ObjectMetaBuilder(repl.getMetadata())
            .withManagedFields()
            .withAnnotations(null)
            .withLabels(null)
            .build());
    slim.setSpec(repl.getSpec() == null ? null : slim(repl.getSpec()));
    slim.setStatus(repl.getStatus());
    return slim;
  }

  private static ReplSpec slim(ReplSpec spec) {
    return new ReplSpec(
        spec.project(),
        spec.template(),
        spec.owner(),
        null,
        null,
        null,
        spec.operatingMode(),
        null,
        null,
        null);
  }
}
