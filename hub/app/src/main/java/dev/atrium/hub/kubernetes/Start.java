package dev.atrium.hub.kubernetes;

import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.person.People;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** What happens before the hub serves. */
class Start {

  void start(
      @Observes StartupEvent event,
      HubConfig config,
      People people,
      Repls repls,
      Adoption adoption) {
    people.ensure(config.person(), config.person());
    repls.start();
    adoption.start();
  }
}
