package dev.atrium.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * What becomes of a replica with the lease. One that loses it ends at once, because another works
 * already; one that gives it back ends in order.
 */
@Singleton
class Leadership {

  private static final Logger LOG = Logger.getLogger(Leadership.class);

  private volatile boolean stopping;

  /** The lease is given back from now on. */
  void stopping() {
    stopping = true;
  }

  LeaderCallbacks callbacks() {
    return new LeaderCallbacks(
        () -> LOG.info("This replica works now."),
        this::lost,
        leader -> LOG.debugf("The lease is with %s.", leader));
  }

  private void lost() {
    if (!stopping) {
      LOG.error("The lease is lost; this replica ends, and starts again as one that waits.");
      Runtime.getRuntime().halt(1);
    }
  }
}
