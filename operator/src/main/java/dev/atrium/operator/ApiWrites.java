package dev.atrium.operator;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what the operator writes to the API server, by method and resource, so that a change that
 * writes on every round is seen.
 */
final class ApiWrites implements Interceptor {

  static final String METRIC = "atrium.operator.api.writes";

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** {@code /api/v1} or {@code /apis/group/version}, then perhaps a namespace, then what it is. */
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/(?:api/[^/]+|apis/[^/]+/[^/]+)(?:/namespaces/[^/]+)?/([a-z]+)(?:/[^/]+(?:/([a-z]+))?)?");

  private final MeterRegistry registry;

  ApiWrites(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (!READS.contains(request.method())) {
      registry
          .counter(
              METRIC, "method", request.method(), "resource", resourceOf(request.uri().getPath()))
          .increment();
    }
  }

  /** The resource of a request's path, with its subresource; never a name. */
  static String resourceOf(String path) {
    Matcher matcher = RESOURCE.matcher(path);
    if (!matcher.matches()) {
      return "other";
    }
    return matcher.group(2) == null ? matcher.group(1) : matcher.group(1) + "/" + matcher.group(2);
  }
}
