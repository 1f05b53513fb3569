package dev.atrium.initservice.project;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.initservice.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which projects there are. A project exists from the moment its {@code atrium/project} object
 * does; what lies under its prefix before that belongs to nobody.
 */
@ApplicationScoped
public class Projects {

  private final ObjectStore store;
  private final Clock clock;

  public Projects(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The ids of all prefixes, also of projects that were never finished. */
  public List<String> prefixes() {
    return store.directories(LogKeys.PROJECTS).stream()
        .map(prefix -> prefix.substring(LogKeys.PROJECTS.length(), prefix.length() - 1))
        .filter(id -> id.matches(StoredProject.ID_PATTERN))
        .toList();
  }

  public Optional<StoredProject> find(String id) {
    return store
        .find(LogKeys.project(id) + LogKeys.PROJECT)
        .map(bytes -> read(bytes, StoredProject.class))
        .map(project -> withTrashedAt(project, trashedAt(id)));
  }

  /**
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}
   */
  public StoredProject require(String id) {
    return find(id).orElseThrow(() -> ProblemType.NOT_FOUND.thrown("There is no such project."));
  }

  /**
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, {@code project-trashed}
   */
  public StoredProject requireInUse(String id) {
    StoredProject project = require(id);
    if (project.trashedAt() != null) {
      throw ProblemType.PROJECT_TRASHED.thrown("Restore the project from the trash first.");
    }
    return project;
  }

  /** Makes a project visible; false if another one of its id is there already. */
  public boolean publish(StoredProject project) {
    // The store's answer may get lost and the request be repeated: then it is there, and ours.
    return store.create(LogKeys.project(project.id()) + LogKeys.PROJECT, write(project))
        || find(project.id()).filter(project::equals).isPresent();
  }

  /** Puts a project into the trash; one that is there stays as it was. */
  public StoredProject trash(String id) {
    StoredProject project = require(id);
    if (project.trashedAt() == null) {
      store.create(LogKeys.project(id) + LogKeys.TRASHED, write(new Trashed(clock.instant())));
    }
    return require(id);
  }

  /** Takes a project out of the trash. */
  public StoredProject restore(String id) {
    require(id);
    store.delete(List.of(LogKeys.project(id) + LogKeys.TRASHED));
    return require(id);
  }

  /**
   * Deletes a trashed project with everything it had, for good. Stopped half-way it is still in the
   * trash, to be deleted again.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code not-found}, or {@code not-allowed} if it
   *     is not in the trash
   */
  public void delete(String id) {
    if (require(id).trashedAt() == null) {
      throw ProblemType.NOT_ALLOWED.thrown("Put the project into the trash first.");
    }
    deleteAll(id);
  }

  /** Deletes whatever lies under a project's prefix; what makes it a project goes last. */
  public void deleteAll(String id) {
    String prefix = LogKeys.project(id);
    List<String> last = List.of(prefix + LogKeys.PROJECT, prefix + LogKeys.TRASHED);
    List<String> keys = new ArrayList<>();
    store.list(prefix).forEach(object -> keys.add(object.key()));
    keys.removeAll(last);
    store.delete(keys);
    last.forEach(key -> store.delete(List.of(key)));
  }

  private Instant trashedAt(String id) {
    return store
        .find(LogKeys.project(id) + LogKeys.TRASHED)
        .map(bytes -> read(bytes, Trashed.class).at())
        .orElse(null);
  }

  private static StoredProject withTrashedAt(StoredProject project, Instant trashedAt) {
    return new StoredProject(
        project.id(), project.binding(), project.template(), project.createdAt(), trashedAt);
  }

  private static byte[] write(Object value) {
    try {
      return Codec.JSON.writeValueAsBytes(value);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static <T> T read(byte[] bytes, Class<T> type) {
    try {
      return Codec.JSON.readValue(bytes, type);
    } catch (IOException broken) {
      throw ProblemType.INTERNAL.thrown("What storage knows of the project is broken.", broken);
    }
  }

  /** The content of {@link LogKeys#TRASHED}. */
  record Trashed(Instant at) {}
}
