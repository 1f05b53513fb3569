package dev.atrium.runner.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Door;
import dev.atrium.api.access.Role;
import dev.atrium.api.files.FileOperation;
import dev.atrium.api.files.SearchRequest;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerClient.Answer;
import dev.atrium.runner.testing.RunnerProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every HTTP route of the runner, with everybody who may come to it. Who passes follows from {@link
 * Role}; a route that the table does not name fails the test.
 */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class RouteMatrixIT {

  /** Vert.x routes beside the REST resources: the sockets, the IDE's pages, and tests' own. */
  private static final Set<String> PLAIN_ROUTES =
      Set.of("/ws", "/collab/", "/", "/api/probe", "/api/probe-socket");

  @TestHTTPResource URL url;
  @Inject BeanManager beans;
  @Inject Router router;

  private enum Visitor {
    OWNER(port -> new RunnerClient(port, Role.OWNER), Role.OWNER),
    EDITOR(port -> new RunnerClient(port, Role.EDITOR), Role.EDITOR),
    VIEWER(port -> new RunnerClient(port, Role.VIEWER), Role.VIEWER),
    OWNERS_BROWSER(port -> RunnerClient.browser(port, Role.OWNER), Role.OWNER),
    EDITORS_BROWSER(port -> RunnerClient.browser(port, Role.EDITOR), Role.EDITOR),
    VIEWERS_BROWSER(port -> RunnerClient.browser(port, Role.VIEWER), Role.VIEWER),
    ENGINE(RunnerClient::engine, null),
    STRANGER(RunnerClient::stranger, null),
    NOBODY(RunnerClient::nobody, null);

    private final Function<Integer, RunnerClient> client;
    private final Role role;

    Visitor(Function<Integer, RunnerClient> client, Role role) {
      this.client = client;
      this.role = role;
    }

    boolean known() {
      return role != null || this == ENGINE;
    }
  }

  /** Who passes a route, once known. */
  private sealed interface Need {

    record Opened(Door door) implements Need {}

    record Person() implements Need {}

    record Anybody() implements Need {}

    record Engine() implements Need {}

    default boolean letsIn(Visitor visitor) {
      return switch (this) {
        case Opened(Door door) -> visitor.role != null && visitor.role.opens(door);
        case Person() -> visitor.role != null;
        case Anybody() -> visitor.known();
        case Engine() -> visitor == Visitor.ENGINE;
      };
    }
  }

  /**
   * One line of the table.
   *
   * @param route the method and the path as the resource declares it
   * @param visit a request that succeeds for whoever may make it
   */
  private record Line(String route, Need need, Function<RunnerClient, Answer> visit) {

    @Override
    public String toString() {
      return route;
    }
  }

  static Stream<Line> table() {
    return Stream.of(
        line("GET /api/session", new Need.Anybody(), who -> who.get("/api/session")),
        line(
            "POST /api/session/renew",
            new Need.Person(),
            who -> who.send("POST", "/api/session/renew", null)),
        line(
            "POST /.atrium/signout",
            new Need.Anybody(),
            who -> who.send("POST", "/.atrium/signout", null)),
        line(
            "POST /api/preview/ticket",
            opened(Door.PREVIEW),
            who -> who.postJson("/api/preview/ticket", new SessionResource.PreviewRequest("/"))),
        line("GET /api/activity", new Need.Engine(), who -> who.get("/api/activity")),
        line("POST /api/flush", new Need.Engine(), who -> who.send("POST", "/api/flush", null)),
        line(
            "POST /api/search",
            opened(Door.READ_FILES),
            who ->
                who.postJson(
                    "/api/search", new SearchRequest("x", false, false, false, null, null, 10))),
        line("GET /api/paths", opened(Door.READ_FILES), who -> who.get("/api/paths")),
        line("GET /api/archive", opened(Door.READ_FILES), who -> who.get("/api/archive")),
        line("GET /api/files", opened(Door.READ_FILES), who -> who.get("/api/files/")),
        line("PUT /api/files", opened(Door.WRITE_FILES), RouteMatrixIT::put),
        line("DELETE /api/files", opened(Door.WRITE_FILES), RouteMatrixIT::delete),
        line(
            "POST /api/file-operations",
            opened(Door.WRITE_FILES),
            who ->
                who.postJson(
                    "/api/file-operations",
                    new FileOperation.CreateDirectory(ProjectPath.of(freshName())))));
  }

  @ParameterizedTest
  @MethodSource("table")
  void opensToWhomItsDoorOpens(Line line) {
    for (Visitor visitor : Visitor.values()) {
      try (RunnerClient client = visitor.client.apply(url.getPort())) {
        Answer answer = line.visit.apply(client);
        if (line.need.letsIn(visitor)) {
          assertThat(answer.status()).as("%s by %s", line, visitor).isBetween(200, 299);
        } else {
          assertRefused(answer, visitor);
        }
      }
    }
  }

  /** Whoever is let in is told that a document is no page. */
  @Test
  void documentsOpenToWhomTheirDoorOpens() {
    Need need = opened(Door.READ_DOCUMENTS);
    for (Visitor visitor : Visitor.values()) {
      try (RunnerClient client = visitor.client.apply(url.getPort())) {
        Answer answer = client.get("/collab/a.txt");
        if (need.letsIn(visitor)) {
          assertThat(answer.problem().type()).as("%s", visitor).endsWith("malformed-request");
        } else {
          assertRefused(answer, visitor);
        }
      }
    }
  }

  private static void assertRefused(Answer answer, Visitor visitor) {
    int refusal = visitor.known() ? 403 : 401;
    assertThat(answer.status()).as("%s", visitor).isEqualTo(refusal);
    assertThat(answer.problem().type()).endsWith(refusal == 403 ? "not-allowed" : "signed-in");
  }

  @Test
  void namesEveryRouteThatThereIs() {
    assertThat(restRoutes())
        .isEqualTo(table().map(Line::route).collect(Collectors.toCollection(TreeSet::new)));
    assertThat(router.getRoutes())
        .extracting(Route::getPath)
        .filteredOn(Objects::nonNull)
        .allMatch(path -> PLAIN_ROUTES.contains(path) || path.startsWith("/q"));
  }

  private Set<String> restRoutes() {
    var routes = new TreeSet<String>();
    for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
      Class<?> type = bean.getBeanClass();
      if (type.isAnnotationPresent(Path.class) && type.getName().startsWith("dev.atrium.")) {
        for (Method method : type.getDeclaredMethods()) {
          verbs(method).forEach(verb -> routes.add(verb + " " + path(type, method)));
        }
      }
    }
    return routes;
  }

  private static List<String> verbs(Method method) {
    var verbs = new ArrayList<String>();
    for (var annotation : method.getAnnotations()) {
      var verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) {
        verbs.add(verb.value());
      }
    }
    return verbs;
  }

  private static String path(Class<?> type, Method method) {
    Path own = method.getAnnotation(Path.class);
    String whole = type.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
    return whole.replaceAll("\\{.*", "").replaceAll("/+", "/");
  }

  private static Line line(String route, Need need, Function<RunnerClient, Answer> visit) {
    return new Line(route, need, visit);
  }

  private static Need opened(Door door) {
    return new Need.Opened(door);
  }

  private static Answer put(RunnerClient who) {
    return who.send("PUT", "/api/files/" + freshName(), new byte[] {1}, "If-None-Match", "*");
  }

  /** Deletes what the owner has just made. */
  private static Answer delete(RunnerClient who) {
    try (RunnerClient owner = new RunnerClient(who.port(), Role.OWNER)) {
      String path = "/api/files/" + freshName();
      Answer made = owner.send("PUT", path, new byte[] {1}, "If-None-Match", "*");
      return who.send("DELETE", path, null, "If-Match", made.header("ETag"));
    }
  }

  private static String freshName() {
    return "matrix-" + java.util.UUID.randomUUID();
  }
}
