package dev.atrium.standalone;

import dev.atrium.hub.person.People;
import dev.atrium.hub.person.Person;
import dev.atrium.hub.person.SigninCodes;
import dev.atrium.standalone.engine.LocalEngine;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What happens between the start and the stop of everything. */
public class Application implements QuarkusApplication {

  @Inject People people;
  @Inject SigninCodes codes;
  @Inject LocalEngine engine;

  @ConfigProperty(name = "atrium.home")
  String home;

  @Override
  public int run(String... arguments) throws InterruptedException {
    var stop = new StopSignal();
    stop.take();
    people.ensure(Person.LOCAL, System.getProperty("user.name"));
    engine.resume();
    System.out.print(Announcement.ready(codes.address(Person.LOCAL), home));
    stop.await();
    System.out.println("\nSaving open projects …");
    engine.close();
    return 0;
  }
}
