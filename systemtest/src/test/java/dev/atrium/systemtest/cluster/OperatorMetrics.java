package dev.atrium.systemtest.cluster;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator counted since its start.
 *
 * @param writes to the API server for the sake of Repls, by resource
 * @param rounds of reconciling that succeeded
 */
record OperatorMetrics(Map<String, Long> writes, long rounds) {

  private static final Pattern WRITES =
      Pattern.compile("(?m)^atrium_operator_api_writes_total\\{(.*)} (\\S+)$");
  private static final Pattern ROUNDS =
      Pattern.compile(
          "(?m)^operator_sdk_controllers_execution_reconcile_success_total\\{.*} (\\S+)$");
  private static final Pattern LABEL = Pattern.compile("resource=\"([a-z/]+)\"");

  /** What is written whether or not there is a Repl. */
  private static final Set<String> OF_ITS_OWN =
      Set.of("leases", "configmaps", "selfsubjectrulesreviews");

  /** Of one replica: a Service's way to it may not be there yet, or lead to another. */
  static OperatorMetrics of(Pod operator) {
    String page = operator.get(8080, "/q/metrics");
    long rounds = ROUNDS.matcher(page).results().mapToLong(line -> number(line.group(1))).sum();
    return new OperatorMetrics(writes(page), rounds);
  }

  private static Map<String, Long> writes(String page) {
    var writes = new TreeMap<String, Long>();
    Matcher line = WRITES.matcher(page);
    while (line.find()) {
      Matcher resource = LABEL.matcher(line.group(1));
      if (resource.find() && !OF_ITS_OWN.contains(resource.group(1))) {
        writes.merge(resource.group(1), number(line.group(2)), Long::sum);
      }
    }
    return writes;
  }

  private static long number(String value) {
    return (long) Double.parseDouble(value);
  }

  /** All writes together. */
  long sum() {
    return writes.values().stream().mapToLong(Long::longValue).sum();
  }
}
