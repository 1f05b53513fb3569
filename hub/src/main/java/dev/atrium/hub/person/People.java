package dev.atrium.hub.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Who may sign in. */
@ApplicationScoped
public class People {

  @Inject Clock clock;

  /** Makes the person known; their name follows {@code name}. */
  @Transactional
  public void ensure(String id, String name) {
    Person person = Person.findById(id);
    if (person == null) {
      person = new Person();
      person.id = id;
      person.createdAt = clock.instant();
      person.name = name;
      person.persist();
    }
    person.name = name;
  }

  /** Whether there is such a person. */
  @Transactional
  public boolean isKnown(String id) {
    return Person.findByIdOptional(id).isPresent();
  }
}
