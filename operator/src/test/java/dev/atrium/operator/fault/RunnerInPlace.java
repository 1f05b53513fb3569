package dev.atrium.operator.fault;

import dev.atrium.operator.flush.RunnerClient;
import dev.atrium.operator.testing.FakeRunner;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** One runner that answers for all pods, which the mock server has no node for. */
class RunnerInPlace {

  @Produces
  @Singleton
  FakeRunner runner() throws IOException {
    return new FakeRunner();
  }

  void stop(@Disposes FakeRunner runner) {
    runner.close();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  RunnerClient client(FakeRunner runner) {
    return runner.client();
  }
}
