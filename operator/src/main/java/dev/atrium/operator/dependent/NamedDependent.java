package dev.atrium.operator.dependent;

import dev.atrium.crd.Repl;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An object without an owner, which Repls find by its name: one that several of them share, or one
 * that outlives them.
 */
abstract class NamedDependent<R extends HasMetadata> extends OwnedDependent<R> {

  NamedDependent(Class<R> kind) {
    super(kind);
  }

  /** The object's name, from the Repl alone. */
  abstract String nameFor(Repl repl);

  @Override
  protected boolean addOwnerReference() {
    return false;
  }

  @Override
  protected InformerEventSourceConfiguration.Builder<R> informerConfigurationBuilder(
      EventSourceContext<Repl> context) {
    return super.informerConfigurationBuilder(context)
        .<Repl>withPrimaryToSecondaryMapper(
            repl -> Set.of(new ResourceID(nameFor(repl), namespaceOf(repl))));
  }

  @Override
  protected Optional<SecondaryToPrimaryMapper<R>> getSecondaryToPrimaryMapper(
      EventSourceContext<Repl> context) {
    return Optional.of(
        object ->
            context
                .getPrimaryCache()
                .list(
                    namespaceOf(object),
                    repl -> nameFor(repl).equals(object.getMetadata().getName()))
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet()));
  }

  private static String namespaceOf(HasMetadata object) {
    return object.getMetadata().getNamespace();
  }
}
