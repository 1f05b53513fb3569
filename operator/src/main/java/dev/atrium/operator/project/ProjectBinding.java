package dev.atrium.operator.project;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.CreateProject;
import dev.atrium.api.storage.StoredProject;
import dev.atrium.crd.Reason;
import dev.atrium.crd.Repl;
import dev.atrium.crd.ReplSpec;
import dev.atrium.operator.config.OperatorConfig;
import dev.atrium.operator.status.Trouble;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Makes sure that a Repl's project is there and belongs to the Repl's place, before anything gets
 * an identity for it. Idempotent.
 */
@Singleton
public class ProjectBinding {

  private final InitService storage;
  private final String cluster;

  ProjectBinding(InitService storage, OperatorConfig config) {
    this.storage = storage;
    this.cluster = config.cluster();
  }

  /** What is wrong with the Repl's project, if something is. */
  public Optional<Trouble> ensure(Repl repl) {
    ReplSpec spec = repl.getSpec();
    Binding binding = bindingOf(repl);
    try {
      Optional<StoredProject> found = storage.find(spec.project());
      if (found.isPresent()) {
        return check(found.get(), binding);
      }
      if (spec.template() == null) {
        return Optional.of(
            new Trouble(
                Reason.PROJECT_MISSING,
                "There is no project "
                    + spec.project()
                    + ". Set spec.template to have it made, or name one that exists."));
      }
      return check(
          storage.create(new CreateProject(spec.project(), spec.template(), binding)), binding);
    } catch (ProblemException refused) {
      return Optional.of(trouble(refused, spec));
    }
  }

  private Binding bindingOf(Repl repl) {
    String owner = repl.getSpec().owner();
    return new Binding(
        cluster, repl.getMetadata().getNamespace(), owner == null ? ReplSpec.DEFAULT_OWNER : owner);
  }

  private static Optional<Trouble> check(StoredProject project, Binding binding) {
    if (!project.binding().equals(binding)) {
      return Optional.of(inUse(project.id()));
    }
    if (project.trashedAt() != null) {
      return Optional.of(
          new Trouble(
              Reason.PROJECT_TRASHED,
              "The project " + project.id() + " is in the trash; restore it in the hub first."));
    }
    return Optional.empty();
  }

  /** Does not tell whose it is: that is not this Repl's business. */
  private static Trouble inUse(String project) {
    return new Trouble(
        Reason.PROJECT_IN_USE,
        "The project "
            + project
            + " belongs to another cluster, namespace or owner; choose another spec.project.");
  }

  private static Trouble trouble(ProblemException refused, ReplSpec spec) {
    ProblemType type = refused.type();
    String detail = refused.problem().detail();
    return switch (type) {
      case PROJECT_IN_USE, ALREADY_EXISTS -> inUse(spec.project());
      case UNKNOWN_TEMPLATE ->
          new Trouble(
              Reason.UNKNOWN_TEMPLATE, "There is no template " + spec.template() + ". " + detail);
      case PROJECT_TRASHED -> new Trouble(Reason.PROJECT_TRASHED, detail);
      case INVALID_FIELD -> new Trouble(Reason.INVALID_SPEC, detail);
      default -> new Trouble(Reason.STORAGE_UNREACHABLE, detail);
    };
  }
}
