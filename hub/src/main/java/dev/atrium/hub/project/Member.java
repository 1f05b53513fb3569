package dev.atrium.hub.project;

import dev.atrium.api.access.Role;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;

/** Who may do what in a project. */
@Entity
@IdClass(Member.Key.class)
public class Member extends PanacheEntityBase {

  @Id public String projectId;
  @Id public String personId;

  @Enumerated(EnumType.STRING)
  public Role role;

  /** One membership a person and project. */
  public record Key(String projectId, String personId) implements Serializable {}
}
