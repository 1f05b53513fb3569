package dev.atrium.standalone.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.json.Codec;
import org.junit.jupiter.api.Test;

class ReadyProbeTest {

  @Test
  void progressIsTheShareOfBytesThatAreThere() throws Exception {
    assertThat(progress("{\"doneBytes\":30,\"totalBytes\":40}")).isEqualTo(75);
    assertThat(progress("{\"doneBytes\":90,\"totalBytes\":40}")).isEqualTo(100);
    assertThat(progress("{\"doneBytes\":0,\"totalBytes\":0}")).isNull();
    assertThat(progress("{}")).isNull();
    assertThat(ReadyProbe.progress(Codec.JSON.readTree("{}"))).isNull();
  }

  private static Integer progress(String data) throws Exception {
    return ReadyProbe.progress(
        Codec.JSON.readTree("{\"checks\":[{\"name\":\"other\"},{\"data\":" + data + "}]}"));
  }
}
