package dev.atrium.hub.project;

import dev.atrium.api.hub.ProjectState;
import dev.atrium.api.hub.ProjectView;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplStatus;
import dev.atrium.hub.frontdoor.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Puts together what the database and the engine know of a project. */
@ApplicationScoped
public class ProjectViews {

  @Inject HubConfig config;
  @Inject ReplEngine engine;
  @Inject Places places;
  @Inject Projects projects;

  /** Every project of this person. */
  public List<ProjectView> of(String person) {
    return projects.of(person).stream().map(this::view).toList();
  }

  /** One project as one of its members sees it. */
  public ProjectView view(Membership membership) {
    var project = membership.project();
    boolean trashed = project.trashedAt != null;
    var status = engine.status(project.id);
    return new ProjectView(
        project.id,
        project.name,
        project.template,
        state(trashed, status),
        !trashed && status.open(),
        membership.role(),
        places.ideOrigin(project.id) + "/",
        places.appOrigin(project.id) + "/",
        trashed ? null : status.progress(),
        project.createdAt,
        project.openedAt,
        trashed ? project.trashedAt.plus(config.trashRetention()) : null,
        trashed ? null : status.problem());
  }

  private static ProjectState state(boolean trashed, ReplStatus status) {
    if (trashed) {
      return ProjectState.TRASHED;
    }
    return switch (status.state()) {
      case SUSPENDED -> ProjectState.SUSPENDED;
      case STARTING -> ProjectState.STARTING;
      case RUNNING -> ProjectState.RUNNING;
      case SUSPENDING -> ProjectState.SUSPENDING;
      case FAILED -> ProjectState.FAILED;
    };
  }
}
