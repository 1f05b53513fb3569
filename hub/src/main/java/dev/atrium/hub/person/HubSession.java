package dev.atrium.hub.person;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A browser that is signed in; the token itself is only in its cookie. */
@Entity
public class HubSession extends PanacheEntityBase {

  @Id public String tokenHash;
  public String personId;
  public Instant createdAt;
  public Instant expiresAt;
}
