package dev.atrium.operator.repl;

import dev.atrium.operator.status.Trouble;
import java.time.Duration;
import java.util.Optional;

/**
 * What one round of reconciling came to.
 *
 * @param answering the name of the pod whose runner has said that it is ready, if one has
 * @param exposed whether there is an Ingress now
 * @param epoch the latest start's number, or null before the first
 * @param admission why it may not start, if so
 * @param seed why its files cannot be fetched, if so
 * @param flush why it cannot be put to sleep, if so
 * @param renewal when the runner's identity wants to be renewed, if it has one
 */
record Step(
    Optional<String> answering,
    boolean exposed,
    Long epoch,
    Optional<Trouble> admission,
    Optional<Trouble> seed,
    Optional<Trouble> flush,
    Optional<Duration> renewal) {

  static Step refused(Trouble trouble, boolean exposed, Long epoch) {
    return new Step(
        Optional.empty(),
        exposed,
        epoch,
        Optional.of(trouble),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Step awake(
      Optional<String> answering,
      boolean exposed,
      long epoch,
      Optional<Trouble> seed,
      Duration renewal) {
    return new Step(
        answering, exposed, epoch, Optional.empty(), seed, Optional.empty(), Optional.of(renewal));
  }

  static Step sleeping(Long epoch, Optional<Trouble> flush) {
    return new Step(
        Optional.empty(),
        false,
        epoch,
        Optional.empty(),
        Optional.empty(),
        flush,
        Optional.empty());
  }
}
