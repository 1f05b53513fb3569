package dev.atrium.runner.document;

import dev.atrium.api.access.Door;
import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.access.Answers;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.access.Sessions;
import dev.atrium.runner.access.Upgrade;
import dev.atrium.runner.files.rest.RequestPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * {@code /collab/<path>}: the live document of a file, by the y-websocket protocol, so that any Yjs
 * client works. The path's segments are percent-encoded. A client that sends {@code guid} in the
 * query (empty at first) is told the document's identity, and refused if it is another one; one
 * that sends {@code ack=1} is told how many of its updates are durable, and one that sends {@code
 * form=1} how the text is written in the file.
 *
 * <p>On plain Vert.x for the reasons of ADR 0005.
 */
@ApplicationScoped
class CollabRoute {

  static final int MAX_CONNECTIONS = 2_500;

  private static final String PREFIX = "/collab/";
  private static final long PING_MILLIS = 25_000;
  private static final Logger LOG = Logger.getLogger(CollabRoute.class);

  private final Vertx vertx;
  private final Sessions sessions;
  private final LiveDocuments documents;
  private final Set<CollabSocket> open = ConcurrentHashMap.newKeySet();

  @Inject
  CollabRoute(Vertx vertx, Sessions sessions, LiveDocuments documents) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.documents = documents;
  }

  void register(@Observes Router router) {
    router.route("/collab/*").handler(this::upgrade);
    vertx.setPeriodic(PING_MILLIS, _ -> open.forEach(CollabSocket::ping));
  }

  private void upgrade(RoutingContext context) {
    Caller caller;
    ProjectPath path;
    try {
      caller = admit(context);
      path = RequestPath.below(PREFIX, context.request().uri());
    } catch (ProblemException refused) {
      Answers.problem(context, refused.problem());
      return;
    } catch (InvalidPathException invalid) {
      Answers.problem(
          context, ProblemType.INVALID_PATH.of("path", "The path " + invalid.getMessage()));
      return;
    }
    var entrance =
        new Entrance(
            caller.person(),
            caller.name(),
            caller.role().opens(Door.WRITE_DOCUMENTS),
            "1".equals(context.request().getParam("ack")),
            "1".equals(context.request().getParam("form")),
            context.request().getParam("guid"));
    context
        .request()
        .toWebSocket()
        .onSuccess(webSocket -> start(socket(context, webSocket), caller, path, entrance))
        .onFailure(_ -> Upgrade.failed(context));
  }

  private Caller admit(RoutingContext context) {
    Caller caller = Upgrade.admit(context, Door.READ_DOCUMENTS);
    if (open.size() >= MAX_CONNECTIONS) {
      throw ProblemType.TOO_MANY.thrown(
          "This project has " + MAX_CONNECTIONS + " documents open; close some.");
    }
    return caller;
  }

  private CollabSocket socket(RoutingContext context, ServerWebSocket webSocket) {
    return new CollabSocket(webSocket, context.request().connection(), vertx.getOrCreateContext());
  }

  private void start(CollabSocket socket, Caller caller, ProjectPath path, Entrance entrance) {
    Runnable forget;
    try {
      forget = sessions.open(caller, code -> socket.close(code, Sessions.reason(code)));
    } catch (ProblemException tooMany) {
      socket.close(CloseCode.TOO_MANY, tooMany.problem().detail());
      return;
    }
    open.add(socket);
    socket.whenClosed(
        () -> {
          open.remove(socket);
          forget.run();
        });
    Thread.startVirtualThread(() -> join(socket, path, entrance));
  }

  private void join(CollabSocket socket, ProjectPath path, Entrance entrance) {
    try {
      LiveDocument document = documents.open(path);
      document.join(entrance, socket, participant -> socket.joined(document, participant));
    } catch (ProblemException refused) {
      socket.close(CloseCodes.of(refused.type()), refused.problem().detail());
    } catch (RuntimeException failed) {
      LOG.errorf(failed, "The document of '%s' could not be opened.", path);
      socket.close(CloseCode.NOT_READY, "The document could not be opened; see the runner's log");
    }
  }
}
