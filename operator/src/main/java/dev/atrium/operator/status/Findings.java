package dev.atrium.operator.status;

import dev.atrium.crd.Repl;
import java.net.URI;
import java.util.Optional;

/**
 * Everything that a Repl's status is made from.
 *
 * @param repl with the status as it was
 * @param workload its Deployment and pod
 * @param exposed whether there is an Ingress
 * @param current whether the pod's template is as the spec wants it
 * @param epoch the latest start's number, or null before the first
 * @param ide the IDE's origin
 * @param app the app's origin
 * @param admission why it may not start, if so
 * @param seed why its files cannot be fetched, if so
 * @param flush why it cannot be put to sleep, if so
 */
public record Findings(
    Repl repl,
    Workload workload,
    boolean exposed,
    boolean current,
    Long epoch,
    URI ide,
    URI app,
    Optional<Trouble> admission,
    Optional<Trouble> seed,
    Optional<Trouble> flush) {}
