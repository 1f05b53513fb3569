package dev.atrium.hub.kubernetes;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What a hub in a cluster is told beside what every hub is. */
@ConfigMapping(prefix = "atrium.hub")
public interface ClusterConfig {

  /** The namespaces whose Repls the hub shows and commands; all of the cluster by default. */
  Optional<Set<String>> watchNamespaces();
}
