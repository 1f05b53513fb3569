package dev.atrium.systemtest.installation;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A running Atrium as its users meet it. The same tests drive every kind of installation through
 * this.
 */
public interface Installation extends AutoCloseable {

  /** The hub's address. */
  URI hub();

  /** How its one person signs in; what works once is fresh at each call. */
  SignIn signIn();

  /** What the object store holds, read with a client that is not Atrium's. */
  IndependentS3 s3();

  /** Waits until the object store has a project's file with exactly this text. */
  default void awaitInS3(String project, String path, String text) {
    awaitInS3(project, path, content -> assertThat(content).isEqualTo(text));
  }

  /** Waits until the object store has a project's file whose text fulfils assertions. */
  default void awaitInS3(String project, String path, Consumer<String> assertions) {
    await()
        .ignoreExceptionsInstanceOf(SdkException.class)
        .untilAsserted(
            () -> {
              try (IndependentS3 s3 = s3()) {
                assertThat(s3.file(project, path)).hasValueSatisfying(assertions);
              }
            });
  }

  /** The address at which a project's IDE answers. */
  default URI ide(String project) {
    return onHost(project + ".ide");
  }

  /** The address at which a project's own app answers. */
  default URI app(String project) {
    return onHost(project + ".app");
  }

  /** Kills a project's runner as {@code kill -9} does. */
  void killRunner(String project);

  /** Stops everything as a person would, and starts it again on the same state. */
  void restart();

  @Override
  void close();

  private URI onHost(String prefix) {
    return URI.create("http://" + prefix + ".localhost:" + hub().getPort() + "/");
  }
}
