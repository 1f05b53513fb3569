package dev.atrium.operator.flush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.FlushOutcome;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplState;
import dev.atrium.crd.ReplStatus;
import dev.atrium.operator.flush.Flush.Outcome;
import dev.atrium.operator.testing.Repls;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushTest {

  @Test
  void aCompleteFlushHasSavedEverything() {
    assertThat(Flusher.told(new FlushOutcome(true, 5, 5, null)).is(Outcome.SAVED)).isTrue();
  }

  @Test
  void anIncompleteOneSaysHowMuchAndWhy() {
    var problem = ProblemType.STORAGE_UNREACHABLE.with("S3 answers 503.");
    var flush = Flusher.told(new FlushOutcome(false, 5, 3, problem));

    assertThat(flush.is(Outcome.NOT_SAVED)).isTrue();
    assertThat(flush.message()).contains("3 of 5", "S3 answers 503.");
  }

  @Test
  void aVolumeIsSavedForTheStartThatItNotes() {
    Repl repl = Repls.node().persistent("1Gi").status(ofEpoch(7L)).build();

    assertThat(Volumes.isSaved(repl, volume("7"))).isTrue();
    assertThat(Volumes.isSaved(repl, volume("6"))).isFalse();
    assertThat(Volumes.isSaved(repl, volume(null))).isFalse();
    assertThat(Volumes.isSaved(Repls.node().build(), volume("7"))).isFalse();
  }

  private static ReplStatus ofEpoch(Long epoch) {
    return new ReplStatus(1L, ReplState.SUSPENDED, null, null, epoch, List.of());
  }

  private static PersistentVolumeClaim volume(String epoch) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName("atrium-hellonode")
        .addToAnnotations(Volumes.SAVED_EPOCH, epoch)
        .endMetadata()
        .build();
  }
}
