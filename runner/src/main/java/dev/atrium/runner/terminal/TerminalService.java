package dev.atrium.runner.terminal;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.api.session.TerminalFrames;
import dev.atrium.runner.config.RunnerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The project's terminals, for any number of connections. A terminal belongs to the project, not to
 * a connection: it goes on when its viewers are gone, and they find it again.
 *
 * <p>Answers and output go to the {@link Viewer} by themselves, in order. Bad requests throw a
 * {@link dev.atrium.api.problem.ProblemException} to answer with; a client that breaks the flow
 * control is closed with {@link CloseCode#PROTOCOL}. Roles are the caller's business. Only {@link
 * #open} blocks, for milliseconds; all else may run on an event loop. Thread-safe.
 */
@ApplicationScoped
public class TerminalService {

  static final int MAX_SIZE = 1000;

  private final TerminalHost host;
  private final Programs programs;
  private final int maxTerminals;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  private final Map<Integer, Terminal> terminals = new LinkedHashMap<>();
  private volatile Instant lastInput = Instant.EPOCH;
  private int opening;

  @Inject
  TerminalService(RunnerConfig config, Programs programs, TerminalHost host, Clock clock) {
    this(host, programs, config.maxTerminals(), clock);
  }

  TerminalService(TerminalHost host, Programs programs, int maxTerminals, Clock clock) {
    this.host = host;
    this.programs = programs;
    this.maxTerminals = maxTerminals;
    this.clock = clock;
  }

  /**
   * Opens a terminal with the viewer attached; the {@code terminal} frame that answers repeats
   * {@code id}. Blocks for milliseconds.
   *
   * @param run true to run the project's own command instead of a login shell
   */
  public void open(int id, int cols, int rows, boolean run, Viewer viewer) {
    requireSize(cols, rows);
    Program program = run ? programs.projectCommand() : programs.loginShell();
    reserve();
    Terminal terminal = new Terminal(newId(), program.title(), run, cols, rows, clock);
    try {
      terminal.started(
          host.open(
              program.command(),
              program.environment(),
              program.directory().toString(),
              cols,
              rows,
              terminal));
    } catch (IOException failure) {
      release(null);
      throw ProblemType.INTERNAL.thrown(
          "The shell could not be started: " + failure.getMessage(), failure);
    }
    release(terminal);
    terminal.attach(viewer, 0, id);
  }

  /**
   * Attaches the viewer to a terminal; the answering {@code terminal} frame says where the output
   * goes on.
   *
   * @param after the sequence number up to which the client has the output; 0 for none
   * @param cols the viewer's size, or 0 where the viewer has no say in it
   */
  public void attach(int id, int terminal, long after, int cols, int rows, Viewer viewer) {
    Terminal found = find(terminal);
    if (cols != 0) {
      requireSize(cols, rows);
      found.resize(viewer, cols, rows);
    }
    if (!found.attach(viewer, after, id)) {
      throw ProblemType.INVALID_FIELD.thrownFor(
          "after", "The terminal has not put out that much; attach with 0 to get all of it.");
    }
  }

  /** Takes a binary frame: terminal, an ignored sequence number, the bytes to type. */
  public void binary(Buffer frame, Viewer viewer) {
    if (frame.length() < TerminalFrames.HEADER_BYTES) {
      viewer.close(CloseCode.PROTOCOL, "A binary frame is shorter than its header");
      return;
    }
    type(
        frame.getInt(0),
        ByteBuffer.wrap(frame.getBytes(TerminalFrames.HEADER_BYTES, frame.length())),
        viewer);
  }

  /** Types text into a terminal that the viewer watches. */
  public void input(int terminal, String text, Viewer viewer) {
    type(terminal, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), viewer);
  }

  private void type(int terminal, ByteBuffer bytes, Viewer viewer) {
    lastInput = clock.instant();
    find(terminal).type(viewer, bytes);
  }

  /**
   * The viewer has consumed that many bytes of a terminal's output and can take as many more.
   * Ignored for a terminal that was closed meanwhile.
   */
  public void credit(int terminal, long bytes, Viewer viewer) {
    Terminal found;
    synchronized (terminals) {
      found = terminals.get(terminal);
    }
    if (found != null) {
      found.confirm(viewer, bytes);
    }
  }

  public void resize(int terminal, int cols, int rows, Viewer viewer) {
    requireSize(cols, rows);
    find(terminal).resize(viewer, cols, rows);
  }

  /**
   * Ends a terminal's processes. Its viewers get the exit code; then it is forgotten. One that
   * ended before is forgotten at once.
   */
  public void close(int terminal) {
    find(terminal).close(() -> forget(terminal));
  }

  private void forget(int terminal) {
    synchronized (terminals) {
      terminals.remove(terminal);
    }
  }

  /** The connection is gone, or wants no terminal's output any more. */
  public void detach(Viewer viewer) {
    all().forEach(terminal -> terminal.detach(viewer));
  }

  /** Every terminal, in the order of opening; those that ended stay until they are closed. */
  public List<ServerFrame.Terminal> list() {
    return all().stream().map(Terminal::state).toList();
  }

  /** Whether a program other than a waiting shell runs in some terminal. */
  public boolean busy() {
    return all().stream().anyMatch(Terminal::busy);
  }

  /** When somebody last typed; {@link Instant#EPOCH} if nobody did. */
  public Instant lastInput() {
    return lastInput;
  }

  void stop(@Observes ShutdownEvent event) {
    host.close();
  }

  private List<Terminal> all() {
    synchronized (terminals) {
      return new ArrayList<>(terminals.values());
    }
  }

  private Terminal find(int terminal) {
    synchronized (terminals) {
      Terminal found = terminals.get(terminal);
      if (found == null) {
        throw ProblemType.NOT_FOUND.thrownFor("terminal", "There is no such terminal any more.");
      }
      return found;
    }
  }

  /** Makes room for one more: those that ended go first, the oldest before the others. */
  private void reserve() {
    synchronized (terminals) {
      List<Terminal> ended = terminals.values().stream().filter(Terminal::ended).toList();
      int excess = terminals.size() + opening + 1 - maxTerminals;
      if (excess > ended.size()) {
        throw ProblemType.TOO_MANY.thrown(
            "There are " + maxTerminals + " terminals already; close one first.");
      }
      ended.stream().limit(Math.max(0, excess)).forEach(old -> terminals.remove(old.id()));
      opening++;
    }
  }

  private void release(Terminal opened) {
    synchronized (terminals) {
      opening--;
      if (opened != null) {
        terminals.put(opened.id(), opened);
      }
    }
  }

  /** Random, so that a client of an earlier runner cannot take another terminal for its own. */
  private int newId() {
    return random.nextInt(1, Integer.MAX_VALUE);
  }

  private static void requireSize(int cols, int rows) {
    if (cols < 1 || cols > MAX_SIZE) {
      throw ProblemType.INVALID_FIELD.thrownFor("cols", "Between 1 and " + MAX_SIZE + ".");
    }
    if (rows < 1 || rows > MAX_SIZE) {
      throw ProblemType.INVALID_FIELD.thrownFor("rows", "Between 1 and " + MAX_SIZE + ".");
    }
  }
}
