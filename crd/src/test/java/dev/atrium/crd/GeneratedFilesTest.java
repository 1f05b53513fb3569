package dev.atrium.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The definition in {@code k8s/crds} and its reference page say what the classes say. {@code
 * -Datrium.docs.write=true} writes them anew.
 */
class GeneratedFilesTest {

  private static final Path DEFINITION = Path.of("..", "k8s", "crds", "repls.atrium.dev.yaml");
  private static final Path PAGE = Path.of("..", "docs", "reference", "repl.md");

  @TempDir Path directory;

  @Test
  void definitionIsCurrent() throws IOException {
    assertCurrent(
        DEFINITION,
        "# Generated from the classes of crd/; -Datrium.docs.write=true writes it anew.\n"
            + new KubernetesSerialization().asYaml(Definition.generate(directory)));
  }

  @Test
  void referencePageIsCurrent() throws IOException {
    assertCurrent(PAGE, ReferencePage.of(Definition.generate(directory)));
  }

  private static void assertCurrent(Path file, String content) throws IOException {
    if (Boolean.getBoolean("atrium.docs.write")) {
      Files.writeString(file, content);
    }
    assertThat(file).as("run with -Datrium.docs.write=true").hasContent(content);
  }
}
