package dev.atrium.hub.person;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** Someone who may sign in. */
@Entity
public class Person extends PanacheEntityBase {

  /** The only person of a laptop. */
  public static final String LOCAL = "local";

  @Id public String id;
  public String name;
  public Instant createdAt;
}
