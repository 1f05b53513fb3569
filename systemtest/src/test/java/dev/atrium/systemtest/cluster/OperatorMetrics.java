package dev.atrium.systemtest.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operator counted of its own writes to the API server. */
final class OperatorMetrics {

  private static final String PAGE =
      "/api/v1/namespaces/atrium/services/atrium-operator:8080/proxy/q/metrics";

  private static final Pattern WRITES =
      Pattern.compile("(?m)^atrium_operator_api_writes_total\\{(.*)} (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("resource=\"([a-z/]+)\"");

  /** What is written whether or not there is a Repl. */
  private static final Set<String> OF_ITS_OWN =
      Set.of("leases", "configmaps", "selfsubjectrulesreviews");

  private OperatorMetrics() {}

  /** Writes for the sake of Repls since the operator's start, by resource. */
  static Map<String, Long> writes(Kubectl kubectl) {
    var writes = new TreeMap<String, Long>();
    Matcher line = WRITES.matcher(kubectl.run("get", "--raw", PAGE));
    while (line.find()) {
      Matcher resource = LABEL.matcher(line.group(1));
      if (resource.find() && !OF_ITS_OWN.contains(resource.group(1))) {
        writes.merge(resource.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
      }
    }
    return writes;
  }

  static long sum(Map<String, Long> writes) {
    return writes.values().stream().mapToLong(Long::longValue).sum();
  }
}
