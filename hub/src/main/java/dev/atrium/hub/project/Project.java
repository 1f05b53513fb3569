package dev.atrium.hub.project;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;

/** What the hub knows of a project; its content is in storage, its state with the engine. */
@Entity
public class Project extends PanacheEntityBase {

  @Id public String id;
  public String name;

  /** The template's name, or null if it was imported. */
  public String template;

  public String ownerId;

  /** The namespace that it is bound to in storage: a Repl elsewhere does not get its files. */
  public String namespace;

  /** Whether storage has it whole; until then nobody sees it. */
  public boolean stored;

  public Instant createdAt;
  public Instant openedAt;

  /** When it was put into the trash, or null. */
  public Instant trashedAt;
}
