package dev.atrium.hub.web;

import dev.atrium.api.problem.ProblemMapper;
import dev.atrium.api.problem.ProblemType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;

/** Answers a broken constraint as an {@code invalid-field} problem that names the field. */
@Provider
public class ConstraintMapper implements ExceptionMapper<ConstraintViolationException> {

  private static final ProblemMapper PROBLEMS = new ProblemMapper();

  @Override
  public Response toResponse(ConstraintViolationException failure) {
    return failure.getConstraintViolations().stream()
        .min(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
        .map(ConstraintMapper::answer)
        .orElseThrow(() -> failure);
  }

  private static Response answer(ConstraintViolation<?> violation) {
    String field = null;
    for (Path.Node node : violation.getPropertyPath()) {
      field = node.getName();
    }
    return PROBLEMS.toResponse(
        ProblemType.INVALID_FIELD.thrownFor(field, field + " " + violation.getMessage() + "."));
  }
}
