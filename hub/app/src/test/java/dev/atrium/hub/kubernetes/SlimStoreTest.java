package dev.atrium.hub.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.crd.EnvVariable;
import dev.atrium.crd.OperatingMode;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplSpec;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlimStoreTest {

  private static final String LARGE = "x".repeat(100_000);

  @Test
  void keepsWhatTheHubReadsWhateverElseIsWrittenThere() {
    var repl = new Repl();
    repl.setMetadata(
        new ObjectMetaBuilder()
            .withName("weather")
            .withNamespace("team-blue")
            .withUid("u-1")
            .withGeneration(7L)
            .withCreationTimestamp("2026-11-21T09:00:00Z")
            .addToAnnotations("large", LARGE)
            .addToLabels("label", LARGE)
            .withManagedFields(new ManagedFieldsEntry())
            .build());
    repl.setSpec(
        new ReplSpec(
            "abcdefgh",
            "node",
            "admin",
            LARGE,
            null,
            null,
            OperatingMode.SUSPENDED,
            List.of(new EnvVariable("LARGE", LARGE)),
            LARGE,
            3000));
    var store = new SlimStore();

    store.put(store.getKey(repl), repl);

    Repl kept = store.get("team-blue/weather");
    assertThat(Serialization.asJson(kept)).hasSizeLessThan(1000);
    assertThat(kept.getMetadata().getUid()).isEqualTo("u-1");
    assertThat(kept.getMetadata().getGeneration()).isEqualTo(7);
    assertThat(kept.getSpec().project()).isEqualTo("abcdefgh");
    assertThat(kept.getSpec().operatingMode()).isEqualTo(OperatingMode.SUSPENDED);
    assertThat(repl.getSpec().image()).as("what was given stays whole").isEqualTo(LARGE);
  }
}
