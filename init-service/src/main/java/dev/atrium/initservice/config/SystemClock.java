package dev.atrium.initservice.config;

import io.quarkus.arc.DefaultBean;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The time. With a priority, because beside the hub in one process there are two default clocks.
 */
@Singleton
class SystemClock {

  @Produces
  @Singleton
  @DefaultBean
  @Priority(1)
  Clock clock() {
    return Clock.systemUTC();
  }
}
