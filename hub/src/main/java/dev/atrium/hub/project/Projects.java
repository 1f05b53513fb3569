package dev.atrium.hub.project;

import dev.atrium.api.access.Role;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.keys.Secrets;
import dev.atrium.hub.person.Person;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The projects in the database. */
@ApplicationScoped
@Transactional
public class Projects {

  @Inject EntityManager database;
  @Inject HubConfig config;
  @Inject Clock clock;

  /**
   * Takes an id for a new project that nobody sees until {@link #publish}.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code too-many}
   */
  public Project reserve(String name, String template, String owner) {
    if (Project.count("ownerId", owner) >= config.maxProjects()) {
      throw ProblemType.TOO_MANY.thrown(
          "You have " + config.maxProjects() + " projects; delete one for good first.");
    }
    var project = new Project();
    project.id = Secrets.projectId();
    project.name = name.strip();
    project.template = template;
    project.ownerId = owner;
    project.namespace = config.replNamespace();
    project.createdAt = clock.instant();
    return persist(project);
  }

  /**
   * Takes in a project that storage has and that was not made here, for the person to whom it is
   * bound.
   *
   * @return false if that person is unknown or has as many projects as they may
   */
  public boolean adopt(StoredProject stored, String name) {
    String owner = stored.binding().owner();
    if (Project.findById(stored.id()) != null) {
      return true;
    }
    if (Person.findById(owner) == null || Project.count("ownerId", owner) >= config.maxProjects()) {
      return false;
    }
    var project = new Project();
    project.id = stored.id();
    project.name = name;
    project.template = stored.template();
    project.ownerId = owner;
    project.namespace = stored.binding().namespace();
    project.stored = true;
    project.createdAt = stored.createdAt();
    project.trashedAt = stored.trashedAt();
    persist(project);
    return true;
  }

  private static Project persist(Project project) {
    project.persist();
    var member = new Member();
    member.projectId = project.id;
    member.personId = project.ownerId;
    member.role = Role.OWNER;
    member.persist();
    return project;
  }

  /** Storage has it whole: members see it from now on. */
  public void publish(String id) {
    Project.update("stored = true where id = ?1", id);
  }

  /** Takes the row away for good. */
  public void forget(String id) {
    Project.deleteById(id);
  }

  /** What this person sees, newest first. */
  public List<Membership> of(String person) {
    return database
        .createQuery(
            "select new dev.atrium.hub.project.Membership(p, m.role)"
                + " from Project p join Member m on m.projectId = p.id"
                + " where m.personId = :person and p.stored = true"
                + " order by coalesce(p.openedAt, p.createdAt) desc",
            Membership.class)
        .setParameter("person", person)
        .getResultList();
  }

  /** The project as this person sees it; empty if they are no member. */
  public Optional<Membership> find(String id, String person) {
    Project project = Project.findById(id);
    Member member = Member.findById(new Member.Key(id, person));
    return project == null || member == null || !project.stored
        ? Optional.empty()
        : Optional.of(new Membership(project, member.role));
  }

  /** The project, whoever may see it. */
  public Optional<Project> find(String id) {
    return Project.findByIdOptional(id);
  }

  /** Whether there is such a project, for anybody. */
  public boolean exists(String id) {
    return Project.count("id = ?1 and stored = true and trashedAt is null", id) > 0;
  }

  public void rename(String id, String name) {
    Project.update("name = ?1 where id = ?2", name.strip(), id);
  }

  public void opened(String id) {
    Project.update("openedAt = ?1 where id = ?2", clock.instant(), id);
  }

  public void trash(String id) {
    Project.update("trashedAt = ?1 where id = ?2 and trashedAt is null", clock.instant(), id);
  }

  public void restore(String id) {
    Project.update("trashedAt = null where id = ?1", id);
  }

  /** Projects that the trash has kept long enough. */
  public List<Project> toPurge() {
    return Project.list("trashedAt <= ?1", clock.instant().minus(config.trashRetention()));
  }

  /** Projects whose creation was given up before {@code limit}: a crash left them behind. */
  public List<Project> abandoned(Instant limit) {
    return Project.list("stored = false and createdAt <= ?1", limit);
  }
}
