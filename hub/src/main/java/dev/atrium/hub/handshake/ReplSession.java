package dev.atrium.hub.handshake;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** A browser's session on one Repl. It ends with the sign-in, or the membership, it came from. */
@Entity
public class ReplSession extends PanacheEntityBase {

  @Id public String id;
  public String projectId;
  public String personId;
  public String hubSession;
  public Instant createdAt;
}
