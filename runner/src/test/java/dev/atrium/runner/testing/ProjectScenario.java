package dev.atrium.runner.testing;

import static dev.atrium.testing.Patience.await;

import dev.atrium.api.access.Role;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.files.ProjectTree;
import dev.atrium.runner.sync.ProjectSync;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A whole runner with nothing in its project, and its owner as a client. */
public abstract class ProjectScenario {

  @TestHTTPResource protected URL url;
  @Inject protected ProjectTree tree;
  @Inject ProjectSync idleSync;
  protected RunnerClient owner;

  @BeforeEach
  protected void openEmptyProject() throws IOException {
    // The sync engine that is not used here clears the staging directory once, when it starts.
    await().until(() -> idleSync.seeding().isEmpty());
    for (var entry : tree.list(ProjectPath.ROOT)) {
      tree.deleteRecursively(entry.path());
    }
    owner = new RunnerClient(url.getPort(), Role.OWNER);
  }

  @AfterEach
  protected void closeOwner() {
    owner.close();
  }

  protected static ProjectPath path(String text) {
    return ProjectPath.of(text);
  }

  protected static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
