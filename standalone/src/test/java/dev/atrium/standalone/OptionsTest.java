package dev.atrium.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final Path USER = Path.of("/home/ada");

  @Test
  void withoutAnyItIsTheUsersHomeAndPort8080() {
    assertThat(parse(Map.of())).isEqualTo(new Options(Path.of("/home/ada/.atrium"), 8080));
  }

  @Test
  void optionsWinOverTheEnvironment() {
    var environment = Map.of("ATRIUM_HOME", "/srv/one", "ATRIUM_PORT", "9001");

    assertThat(parse(environment)).isEqualTo(new Options(Path.of("/srv/one"), 9001));
    assertThat(parse(environment, "--home", "/srv/two", "--port", "9002"))
        .isEqualTo(new Options(Path.of("/srv/two"), 9002));
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> parse(Map.of(), "--prot", "1")).hasMessageContaining("--prot");
    assertThatThrownBy(() -> parse(Map.of(), "--port")).hasMessageContaining("needs a value");
    assertThatThrownBy(() -> parse(Map.of(), "--port", "0")).hasMessageContaining("'0'");
    assertThatThrownBy(() -> parse(Map.of(), "--port", "70000")).hasMessageContaining("70000");
    assertThatThrownBy(() -> parse(Map.of("ATRIUM_PORT", "x"))).hasMessageContaining("'x'");
  }

  private static Options parse(Map<String, String> environment, String... arguments) {
    return Options.parse(List.of(arguments), environment, USER);
  }
}
