package dev.atrium.initservice.access;

import dev.atrium.api.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.List;

/** Refuses what is below {@code /storage} and does not say who may do it: a forgotten guard. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class GuardedFilter implements ContainerRequestFilter {

  private static final List<Class<? extends Annotation>> GUARDS =
      List.of(HubOnly.class, HubOrOperator.class, RunnerOnly.class);

  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    boolean guarded =
        GUARDS.stream()
            .anyMatch(
                guard ->
                    resource.getResourceMethod().isAnnotationPresent(guard)
                        || resource.getResourceClass().isAnnotationPresent(guard));
    if (!guarded && request.getUriInfo().getPath().startsWith("/storage/")) {
      throw ProblemType.NOT_ALLOWED.thrown("Nobody may do this.");
    }
  }
}
