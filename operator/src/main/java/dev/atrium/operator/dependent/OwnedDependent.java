package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.Optional;

/**
 * One kind of object that a Repl has one of. It is applied by server-side apply when it differs
 * from what stands there, and goes with its owner.
 */
abstract class OwnedDependent<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, Repl> {

  OwnedDependent(Class<R> kind) {
    super(kind);
    configureWith(
        new KubernetesDependentResourceConfigBuilder<R>()
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(kind)
                    .withNamespacesInheritedFromController()
                    .withLabelSelector(Labels.SELECTOR)
                    .build())
            .build());
  }

  /** The object as it shall be: a pure function of the plan and the configuration. */
  abstract R desired(ReplPlan plan);

  @Override
  protected final R desired(Repl repl, Context<Repl> context) {
    return desired(ReplPlan.of(context));
  }

  @Override
  protected Optional<SecondaryToPrimaryMapper<R>> getSecondaryToPrimaryMapper(
      EventSourceContext<Repl> context) {
    return Optional.of(Labels::replOf);
  }

  /** The metadata of most of a Repl's objects. */
  static ObjectMeta metadata(Repl repl) {
    return metadata(repl, Names.of(repl));
  }

  static ObjectMeta metadata(Repl repl, String name) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(repl.getMetadata().getNamespace())
        .withLabels(Labels.of(repl))
        .build();
  }
}
