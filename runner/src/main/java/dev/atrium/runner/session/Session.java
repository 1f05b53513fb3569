package dev.atrium.runner.session;

import dev.atrium.api.path.InvalidPathException;
import dev.atrium.api.problem.Problem;
import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.document.text.Utf8;
import dev.atrium.runner.files.FileFaults;
import dev.atrium.runner.sync.ProjectChanges;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One window's connection. Its frames are handled one after the other: those that may block on a
 * virtual thread, while the socket is paused, so a client that sends faster than it is answered is
 * held back by TCP and not by memory. Events wait in an {@link EventSlot} while the window is slow.
 *
 * <p>The fields belong to the socket's event loop.
 */
final class Session {

  /** Longer text is parsed off the event loop. */
  private static final int QUICK_CHARS = 2_048;

  private static final Logger LOG = Logger.getLogger(Session.class);

  private final ServerWebSocket webSocket;
  private final SessionSocket socket;
  private final Caller caller;
  private final SessionRequests requests;
  private final ProjectChanges changes;
  private final EventSlot events = new EventSlot();
  private final FrameRate rate = new FrameRate(System::nanoTime);
  private ServerFrame.People toldOf = new ServerFrame.People(List.of());
  private boolean peopleChanged;
  private boolean loading;
  private boolean loaded;
  private boolean handling;
  private volatile boolean flushing;

  Session(
      ServerWebSocket webSocket,
      SessionSocket socket,
      Caller caller,
      SessionRequests requests,
      ProjectChanges changes) {
    this.webSocket = webSocket;
    this.socket = socket;
    this.caller = caller;
    this.requests = requests;
    this.changes = changes;
  }

  /** Begins to listen; to be called on the event loop, before any frame can arrive. */
  void start() {
    webSocket.textMessageHandler(this::onText);
    webSocket.binaryMessageHandler(this::onBinary);
    webSocket.drainHandler(_ -> proceed());
    webSocket.exceptionHandler(this::onFault);
    changes.seeding().ifPresent(events::add);
    loadOnceSeeded();
  }

  /** Asks whether the window is still there, unless its answer would not be read; any thread. */
  void ping() {
    socket.run(
        () -> {
          if (!handling && !webSocket.writeQueueFull()) {
            socket.ping();
          }
        });
  }

  /** Takes an event of the project, on any thread. */
  void event(ServerFrame event) {
    events.add(event);
    if (!flushing) {
      flushing = true;
      socket.run(this::flush);
    }
  }

  /** Somebody came, went or moved, as far as is known; on any thread. */
  void peopleChanged() {
    socket.run(
        () -> {
          peopleChanged = true;
          flush();
        });
  }

  /** Sends the first screen as soon as there is one; called until it is. On the event loop. */
  boolean loadOnceSeeded() {
    if (!loading && changes.seeding().isEmpty()) {
      loading = true;
      Thread.startVirtualThread(this::load);
    }
    flush();
    return loading;
  }

  private void load() {
    try {
      socket.sendText(requests.loaded(caller));
    } catch (IOException | RuntimeException failed) {
      socket.sendText(new ServerFrame.Failed(0, problemOf(failed)));
    }
    socket.run(
        () -> {
          loaded = true;
          flush();
        });
  }

  private void flush() {
    flushing = false;
    if (webSocket.isClosed() || webSocket.writeQueueFull()) {
      return;
    }
    for (ServerFrame event : loaded ? events.take() : events.takeSeeding()) {
      socket.sendText(event);
      if (isSuperseded(event)) {
        socket.close(CloseCode.SUPERSEDED, "A newer runner has the project; connect again");
      }
    }
    if (loaded && peopleChanged) {
      peopleChanged = false;
      tellOfPeople(requests.others(socket));
    }
  }

  private void tellOfPeople(ServerFrame.People others) {
    if (!others.equals(toldOf)) {
      toldOf = others;
      socket.sendText(others);
    }
  }

  private void onText(String text) {
    if (!admits(text)) {
      return;
    }
    if (text.length() > QUICK_CHARS) {
      handleAside(() -> handle(ClientFrames.read(text)));
      return;
    }
    ClientFrames.Read read = ClientFrames.read(text);
    if (read instanceof ClientFrames.Read.Frame(ClientFrame frame)
        && !SessionRequests.isQuick(frame)) {
      handleAside(() -> handle(frame));
    } else {
      handle(read);
    }
  }

  /** Handles a frame on a virtual thread and reads the next one when it is done. */
  private void handleAside(Runnable work) {
    handling = true;
    webSocket.pause();
    Thread.startVirtualThread(
        () -> {
          try {
            work.run();
          } finally {
            socket.run(
                () -> {
                  handling = false;
                  proceed();
                });
          }
        });
  }

  private boolean admits(String text) {
    if (!rate.allows()) {
      socket.close(CloseCode.TOO_MANY, "More than " + FrameRate.PER_SECOND + " frames a second");
      return false;
    }
    if (Utf8.exceeds(text, ClientFrame.MAX_BYTES)) {
      socket.close(CloseCode.PROTOCOL, "A frame has at most " + ClientFrame.MAX_BYTES + " bytes");
      return false;
    }
    return true;
  }

  private void onBinary(Buffer frame) {
    if (!rate.allows()) {
      socket.close(CloseCode.TOO_MANY, "More than " + FrameRate.PER_SECOND + " frames a second");
      return;
    }
    try {
      requests.type(frame, caller, socket);
    } catch (RuntimeException refused) {
      socket.sendText(new ServerFrame.Failed(0, problemOf(refused)));
    }
  }

  private void onFault(Throwable failure) {
    LOG.debugf("A session's socket failed: %s", failure);
    socket.close(
        CloseCode.PROTOCOL,
        "The frame cannot be read; it has at most " + ClientFrame.MAX_BYTES + " bytes");
  }

  /** Goes on reading and telling, once the last request is answered and the window keeps up. */
  private void proceed() {
    if (!handling && !webSocket.isClosed() && !webSocket.writeQueueFull()) {
      webSocket.resume();
    }
    flush();
  }

  private void handle(ClientFrames.Read read) {
    switch (read) {
      case ClientFrames.Read.Frame(ClientFrame frame) -> handle(frame);
      case ClientFrames.Read.Refused(ServerFrame.Failed answer) -> socket.sendText(answer);
      case ClientFrames.Read.NotJson(String reason) -> socket.close(CloseCode.PROTOCOL, reason);
    }
  }

  private void handle(ClientFrame frame) {
    try {
      requireSeeded();
      requests.handle(frame, caller, socket);
    } catch (IOException | RuntimeException failed) {
      socket.sendText(new ServerFrame.Failed(SessionRequests.idOf(frame), problemOf(failed)));
    }
  }

  private void requireSeeded() {
    if (changes.seeding().isPresent()) {
      throw ProblemType.NOT_READY.thrown("The project's files are being fetched; wait for them.");
    }
  }

  private static boolean isSuperseded(ServerFrame event) {
    return event instanceof ServerFrame.Failed failed
        && ProblemType.EPOCH_SUPERSEDED.urn().equals(failed.problem().type());
  }

  private static Problem problemOf(Exception failure) {
    return switch (failure) {
      case ProblemException known -> known.problem();
      case InvalidPathException path -> ProblemType.INVALID_PATH.of("path", path.getMessage());
      case IOException io -> FileFaults.problemOf(io);
      default -> {
        LOG.error("A session's request failed.", failure);
        yield ProblemType.INTERNAL.with("The request failed here; the runner's log says why.");
      }
    };
  }
}
