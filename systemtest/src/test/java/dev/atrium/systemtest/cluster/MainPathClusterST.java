package dev.atrium.systemtest.cluster;

import dev.atrium.systemtest.project.MainPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main path on a real cluster, through its ingress. */
@Tag("cluster")
@ExtendWith(SharedCluster.class)
class MainPathClusterST extends MainPath {}
