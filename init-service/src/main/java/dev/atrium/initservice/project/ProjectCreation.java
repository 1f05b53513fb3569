package dev.atrium.initservice.project;

import dev.atrium.api.json.Codec;
import dev.atrium.api.log.Checkpoint;
import dev.atrium.api.log.LogKeys;
import dev.atrium.api.log.LogLimits;
import dev.atrium.api.log.TreeEntry;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.api.storage.TemplateInfo;
import dev.atrium.initservice.content.Projection;
import dev.atrium.initservice.content.TreeWriter;
import dev.atrium.initservice.store.ObjectStore;
import dev.atrium.initservice.template.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Makes new projects: contents first, then checkpoint 0, then the plain objects, and {@code
 * atrium/project} last. So a project that is visible is whole, and one that was not finished is
 * made anew over what is left of it.
 */
@ApplicationScoped
public class ProjectCreation {

  private final ObjectStore store;
  private final Projects projects;
  private final Templates templates;
  private final Clock clock;

  ProjectCreation(ObjectStore store, Projects projects, Templates templates, Clock clock) {
    this.store = store;
    this.projects = projects;
    this.templates = templates;
    this.clock = clock;
  }

  /**
   * Creates a project from a template, or finds the one that the same place created before.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}, {@code
   *     unknown-template}, {@code project-in-use} if another place has that id, {@code
   *     already-exists} if it was made of another template
   */
  public Created fromTemplate(CreateProject request) {
    ProjectFields.check(request.id(), request.binding());
    TemplateInfo template = templates.require(request.template());
    Optional<StoredProject> existing = projects.find(request.id());
    if (existing.isPresent()) {
      return sameOrRefused(existing.get(), request.binding(), template.name());
    }
    try {
      TreeWriter tree = new TreeWriter(store, LogKeys.project(request.id()));
      templates.write(template, tree);
      return publish(request.id(), request.binding(), template.name(), tree.finish());
    } catch (IOException failure) {
      throw ProblemType.INTERNAL.thrown("The template cannot be read; ask the operator.", failure);
    }
  }

  /**
   * Refuses an import to an id that is taken.
   *
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}, {@code project-in-use},
   *     {@code already-exists}
   */
  public void requireFree(String id, Binding binding) {
    ProjectFields.check(id, binding);
    Optional<StoredProject> existing = projects.find(id);
    if (existing.isPresent()) {
      sameOrRefused(existing.get(), binding, null);
    }
  }

  /**
   * Makes a tree visible as a new project. Its contents must be stored.
   *
   * @param template the template's name, or null for an import
   */
  public Created publish(String id, Binding binding, String template, List<TreeEntry> entries)
      throws IOException {
    String prefix = LogKeys.project(id);
    var unprojected = new Projection(store, prefix).write(entries);
    byte[] checkpoint =
        Codec.CBOR.writeValueAsBytes(new Checkpoint(0, 0, clock.instant(), entries, unprojected));
    if (checkpoint.length > LogLimits.CHECKPOINT_BYTES) {
      throw ProblemType.TOO_LARGE.thrown("The project has too many files.");
    }
    // Not create-if-absent: an attempt that died may have left one, and only this service writes
    // here before the project is visible.
    store.put(prefix + LogKeys.checkpoint(0), checkpoint);
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var project = new StoredProject(id, binding, template, now, null);
    if (projects.publish(project)) {
      return new Created(project, true);
    }
    return sameOrRefused(projects.require(id), binding, template);
  }

  /** A template makes the same project again; an import never does. */
  private static Created sameOrRefused(StoredProject existing, Binding binding, String template) {
    if (!existing.binding().equals(binding)) {
      throw ProblemType.PROJECT_IN_USE.thrown(
          "That project id belongs to another place; choose another id.");
    }
    if (template == null || !template.equals(existing.template())) {
      throw ProblemType.ALREADY_EXISTS.thrown(
          "There is a project of that id already; choose another id.");
    }
    return new Created(existing, false);
  }

  /**
   * @param fresh false if it was there before
   */
  public record Created(StoredProject project, boolean fresh) {}
}
