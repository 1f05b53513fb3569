package dev.atrium.initservice.project;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.storage.Binding;
import dev.atrium.api.storage.StoredProject;

/** What a project's id and binding may be. */
public final class ProjectFields {

  private static final int MAX_BINDING_FIELD = 253;

  private ProjectFields() {}

  /**
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}
   */
  public static void check(String id, Binding binding) {
    checkId(id);
    if (binding == null) {
      throw ProblemType.INVALID_FIELD.thrownFor("binding", "Say to which place it belongs.");
    }
    checkPart("cluster", binding.cluster());
    checkPart("namespace", binding.namespace());
    checkPart("owner", binding.owner());
  }

  /**
   * @throws dev.atrium.api.problem.ProblemException {@code invalid-field}
   */
  public static void checkId(String id) {
    if (id == null || !id.matches(StoredProject.ID_PATTERN)) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "id", "A project id matches " + StoredProject.ID_PATTERN + ".");
    }
  }

  private static void checkPart(String field, String value) {
    if (value == null
        || value.isBlank()
        || value.length() > MAX_BINDING_FIELD
        || value.chars().anyMatch(Character::isISOControl)) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          field,
          "It must have 1 to " + MAX_BINDING_FIELD + " characters, none of them control ones.");
    }
  }
}
