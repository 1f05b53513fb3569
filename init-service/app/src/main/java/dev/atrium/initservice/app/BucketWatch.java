package dev.atrium.initservice.app;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.initservice.store.Bucket;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks every few seconds whether the bucket answers, and makes it where that is allowed. So a
 * probe is answered at once, however long the object store takes.
 */
@Singleton
public class BucketWatch {

  private static final Logger LOG = Logger.getLogger(BucketWatch.class);

  @Inject Bucket bucket;

  private volatile String problem = "Nobody has looked yet.";

  /** Why the bucket cannot be used, as of the last look; empty if it can. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  @Scheduled(every = "PT2S", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    String before = problem;
    problem = findProblem();
    if (!Objects.equals(before, problem)) {
      LOG.info(problem == null ? "The object store answers." : problem);
    }
  }

  private String findProblem() {
    try {
      bucket.require();
      return null;
    } catch (ProblemException unreachable) {
      return unreachable.problem().detail();
    }
  }
}
