package dev.atrium.helm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the chart's {@code lookup} sees: an API server that has what a test puts there, nothing by
 * default. helm-java always asks one when it renders, namely that of {@code KUBECONFIG}, which the
 * build points at a file of this class so that the ambient cluster is never asked. It proves
 * nothing about installing: that is tested on a real cluster.
 */
final class ClusterStub {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The kinds that the chart looks up, by the path of their API group. */
  private static final Map<String, Map<String, String>> KINDS =
      Map.of(
          "/api/v1", Map.of("secrets", "Secret"),
          "/apis/rbac.authorization.k8s.io/v1",
              Map.of("roles", "Role", "clusterroles", "ClusterRole"),
          "/apis/networking.k8s.io/v1", Map.of("ingresses", "Ingress"));

  /** Where helm-java has to look; written here, so it must never be somebody's own. */
  private static final Path KUBECONFIG = Path.of("target", "kubeconfig").toAbsolutePath();

  private static ClusterStub running;

  private final Map<String, ObjectNode> objects = new ConcurrentHashMap<>();

  private ClusterStub() {}

  /** The one stub of this JVM, started when it is first needed. */
  static synchronized ClusterStub running() {
    if (running == null) {
      running = new ClusterStub();
      running.start();
    }
    return running;
  }

  /**
   * Puts an object there.
   *
   * @param path where a GET finds it, such as {@code /api/v1/namespaces/atrium/secrets/atrium-keys}
   */
  void put(String path, ObjectNode object) {
    objects.put(path, object);
  }

  void clear() {
    objects.clear();
  }

  private void start() {
    if (!KUBECONFIG.toString().equals(System.getenv("KUBECONFIG"))) {
      throw new IllegalStateException("run these tests with KUBECONFIG=" + KUBECONFIG);
    }
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
      Files.writeString(
          KUBECONFIG,
          """
          apiVersion: v1
          kind: Config
          clusters:
          - {name: stub, cluster: {server: "http://127.0.0.1:%d"}}
          contexts:
          - {name: stub, context: {cluster: stub, user: nobody}}
          current-context: stub
          users:
          - {name: nobody, user: {}}
          """
              .formatted(server.getAddress().getPort()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    ObjectNode object = objects.get(path);
    if (object != null) {
      send(exchange, 200, object);
    } else if (KINDS.containsKey(path)) {
      send(exchange, 200, resources(path));
    } else if (isList(path)) {
      send(exchange, 200, list(path));
    } else {
      send(exchange, 404, status());
    }
  }

  private static boolean isList(String path) {
    return KINDS.entrySet().stream()
        .anyMatch(
            group ->
                group.getValue().keySet().stream()
                    .anyMatch(plural -> path.equals(group.getKey() + "/" + plural)));
  }

  private static ObjectNode resources(String group) {
    ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList");
    list.put("groupVersion", group.replaceFirst("/apis?/", ""));
    var resources = list.putArray("resources");
    KINDS
        .get(group)
        .forEach(
            (plural, kind) ->
                resources
                    .addObject()
                    .put("name", plural)
                    .put("kind", kind)
                    .put("namespaced", !kind.startsWith("Cluster")));
    return list;
  }

  /** Every object of a kind, in whatever namespace. */
  private ObjectNode list(String path) {
    String plural = path.substring(path.lastIndexOf('/') + 1);
    ObjectNode list = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    var items = list.putArray("items");
    objects.forEach(
        (place, object) -> {
          if (place.contains("/" + plural + "/")) {
            items.add(object);
          }
        });
    return list;
  }

  private static ObjectNode status() {
    return JSON.createObjectNode()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("reason", "NotFound")
        .put("code", 404);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
