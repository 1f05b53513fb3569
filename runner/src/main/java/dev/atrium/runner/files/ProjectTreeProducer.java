package dev.atrium.runner.files;

import dev.atrium.runner.config.RunnerConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The runner's one project. */
class ProjectTreeProducer {

  @Produces
  @Singleton
  ProjectTree projectTree(RunnerConfig config) {
    return new ProjectTree(config.root(), config.state().resolve("staging"));
  }
}
