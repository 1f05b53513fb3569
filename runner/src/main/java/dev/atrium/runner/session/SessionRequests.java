package dev.atrium.runner.session;

import dev.atrium.api.access.Door;
import dev.atrium.api.files.DirectoryListing;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.access.Caller;
import dev.atrium.runner.config.RunnerConfig;
import dev.atrium.runner.files.FileEntries;
import dev.atrium.runner.sync.ProjectChanges;
import dev.atrium.runner.terminal.Programs;
import dev.atrium.runner.terminal.TerminalService;
import dev.atrium.runner.terminal.Viewer;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;

/** What each frame of a client asks for, behind the door that it needs. Thread-safe. */
@Singleton
class SessionRequests {

  @Inject RunnerConfig config;
  @Inject ProjectChanges changes;
  @Inject FileEntries entries;
  @Inject Documents documents;
  @Inject TerminalService terminals;
  @Inject Programs programs;
  @Inject People people;

  /** The first screen of a window. Blocks. */
  ServerFrame.Loaded loaded(Caller caller) throws IOException {
    return new ServerFrame.Loaded(
        config.project(),
        caller.title(),
        caller.person(),
        caller.name(),
        caller.role(),
        config.appOrigin(),
        config.hubOrigin(),
        programs.runCommand().orElse(null),
        entries.list(ProjectPath.ROOT).entries(),
        terminals.list(),
        changes.saved());
  }

  /** Who else is there, as one window is told. */
  ServerFrame.People others(Viewer viewer) {
    return new ServerFrame.People(people.others(viewer));
  }

  /** Whether {@link #handle} never blocks for this frame, so that an event loop may run it. */
  static boolean isQuick(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.FetchDir _,
          ClientFrame.FetchContent _,
          ClientFrame.UpdateContent _,
          ClientFrame.RequestTerminal _ ->
          false;
      case ClientFrame.Where _,
          ClientFrame.AttachTerminal _,
          ClientFrame.TerminalData _,
          ClientFrame.TerminalCredit _,
          ClientFrame.ResizeTerminal _,
          ClientFrame.CloseTerminal _ ->
          true;
    };
  }

  /**
   * Does what a frame asks for and sends the answer.
   *
   * @throws dev.atrium.api.problem.ProblemException to answer with
   */
  void handle(ClientFrame frame, Caller caller, Viewer viewer) throws IOException {
    switch (frame) {
      case ClientFrame.FetchDir request -> {
        caller.require(Door.READ_FILES);
        viewer.sendText(directory(request));
      }
      case ClientFrame.FetchContent request -> {
        caller.require(Door.READ_FILES);
        viewer.sendText(documents.fetch(request));
      }
      case ClientFrame.UpdateContent request -> {
        caller.require(Door.WRITE_FILES);
        viewer.sendText(documents.update(request, caller));
      }
      case ClientFrame.Where here -> {
        caller.require(Door.READ_FILES);
        people.move(viewer, here.path(), here.typing());
      }
      default -> handleTerminal(frame, caller, viewer);
    }
  }

  /** Types the bytes of a binary frame into the terminal that it names. Never blocks. */
  void type(Buffer frame, Caller caller, Viewer viewer) {
    caller.require(Door.USE_TERMINALS);
    terminals.binary(frame, viewer);
  }

  void connected(Viewer viewer, Caller caller) {
    people.join(viewer, caller);
  }

  void disconnected(Viewer viewer) {
    people.leave(viewer);
    terminals.detach(viewer);
  }

  private void handleTerminal(ClientFrame frame, Caller caller, Viewer viewer) {
    if (frame instanceof ClientFrame.AttachTerminal attach) {
      caller.require(Door.WATCH_TERMINALS);
      attach(attach, caller, viewer);
      return;
    }
    if (frame instanceof ClientFrame.TerminalCredit credit) {
      caller.require(Door.WATCH_TERMINALS);
      terminals.credit(credit.terminal(), credit.bytes(), viewer);
      return;
    }
    caller.require(Door.USE_TERMINALS);
    switch (frame) {
      case ClientFrame.RequestTerminal open ->
          terminals.open(open.id(), open.cols(), open.rows(), open.run(), viewer);
      case ClientFrame.TerminalData typed ->
          terminals.input(typed.terminal(), typed.data() == null ? "" : typed.data(), viewer);
      case ClientFrame.ResizeTerminal size ->
          terminals.resize(size.terminal(), size.cols(), size.rows(), viewer);
      case ClientFrame.CloseTerminal close -> terminals.close(close.terminal());
      default -> throw new IllegalArgumentException("Not a terminal's frame: " + frame);
    }
  }

  /** Who may only watch has no say in the terminal's size. */
  private void attach(ClientFrame.AttachTerminal attach, Caller caller, Viewer viewer) {
    boolean sizes = caller.role().opens(Door.USE_TERMINALS);
    terminals.attach(
        attach.id(),
        attach.terminal(),
        attach.after(),
        sizes ? attach.cols() : 0,
        sizes ? attach.rows() : 0,
        viewer);
  }

  private ServerFrame.Dir directory(ClientFrame.FetchDir request) throws IOException {
    ProjectPath path = request.path() == null ? ProjectPath.ROOT : request.path();
    DirectoryListing listing = entries.list(path);
    return new ServerFrame.Dir(request.id(), path, listing.entries(), listing.truncated());
  }

  /** The request's own number, to answer a problem with; 0 for what is not answered. */
  static int idOf(ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.FetchDir request -> request.id();
      case ClientFrame.FetchContent request -> request.id();
      case ClientFrame.UpdateContent request -> request.id();
      case ClientFrame.RequestTerminal request -> request.id();
      case ClientFrame.AttachTerminal request -> request.id();
      case ClientFrame.Where _,
          ClientFrame.TerminalData _,
          ClientFrame.TerminalCredit _,
          ClientFrame.ResizeTerminal _,
          ClientFrame.CloseTerminal _ ->
          0;
    };
  }
}
