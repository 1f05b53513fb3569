package dev.atrium.hub.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import dev.atrium.api.problem.ProblemType;
import org.junit.jupiter.api.Test;

class InitServiceProblemTest {

  @Test
  void aProblemPassesOnAsItIs() throws Exception {
    var problem = ProblemType.HOSTILE_ARCHIVE.of("zip", "It has a path that leaves it.");

    var relayed = InitServiceClient.problem(422, Codec.JSON.writeValueAsBytes(problem));

    assertThat(relayed.problem()).isEqualTo(problem);
    assertThat(relayed.type()).isEqualTo(ProblemType.HOSTILE_ARCHIVE);
  }

  @Test
  void anythingElseIsAnInternalProblemWithItsStatus() {
    for (String body : new String[] {"", "<html>", "{}", "[]", "null"}) {
      var relayed = InitServiceClient.problem(502, body.getBytes());

      assertThat(relayed.type()).isEqualTo(ProblemType.INTERNAL);
      assertThat(relayed.problem().detail()).contains("502");
    }
  }
}
