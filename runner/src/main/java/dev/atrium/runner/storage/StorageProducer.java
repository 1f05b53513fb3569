package dev.atrium.runner.storage;

import dev.atrium.runner.config.RunnerConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Gives the runner its door to S3. */
class StorageProducer {

  @Produces
  @Singleton
  ProjectStorage storage(RunnerConfig config, Clock clock) {
    return new S3ProjectStorage(config.storageUrl(), config.project(), config.identity(), clock);
  }
}
