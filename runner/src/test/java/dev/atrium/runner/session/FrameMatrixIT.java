package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.api.access.Door;
import dev.atrium.api.access.Role;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.runner.testing.SessionClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import java.net.URL;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every frame that a client can send, from every role. Who passes follows from {@link Role}; a
 * frame that the table does not name fails the test.
 */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class FrameMatrixIT {

  private static final Map<Class<? extends ClientFrame>, Door> DOORS =
      Map.of(
          ClientFrame.FetchDir.class, Door.READ_FILES,
          ClientFrame.FetchContent.class, Door.READ_FILES,
          ClientFrame.Where.class, Door.READ_FILES,
          ClientFrame.UpdateContent.class, Door.WRITE_FILES,
          ClientFrame.RequestTerminal.class, Door.USE_TERMINALS,
          ClientFrame.AttachTerminal.class, Door.WATCH_TERMINALS,
          ClientFrame.TerminalData.class, Door.USE_TERMINALS,
          ClientFrame.TerminalCredit.class, Door.WATCH_TERMINALS,
          ClientFrame.ResizeTerminal.class, Door.USE_TERMINALS,
          ClientFrame.CloseTerminal.class, Door.USE_TERMINALS);

  private static final int FENCE = 99;

  @TestHTTPResource URL url;

  @Test
  void namesEveryFrameThatThereIs() {
    assertThat(DOORS.keySet()).isEqualTo(Set.of(ClientFrame.class.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void passesThroughTheDoorsOfTheRole(Role role) throws Exception {
    try (RunnerClient owner = new RunnerClient(url.getPort(), Role.OWNER);
        SessionClient host = loaded(owner);
        RunnerClient client = new RunnerClient(url.getPort(), role);
        SessionClient window = loaded(client)) {
      int terminal = open(host);
      window.send(new ClientFrame.AttachTerminal(1, terminal, 0, 80, 24));
      window.next(ServerFrame.Terminal.class);
      for (var door : DOORS.entrySet()) {
        window.send(sample(door.getKey(), terminal));
        assertThat(passes(window))
            .as("%s by %s", door.getKey().getSimpleName(), role)
            .isEqualTo(role.opens(door.getValue()));
      }
      window.sendBinary(Buffer.buffer().appendInt(terminal).appendLong(0).appendString("#"));
      assertThat(passes(window)).as("typing by %s", role).isEqualTo(role.opens(Door.USE_TERMINALS));
      host.send(new ClientFrame.CloseTerminal(terminal));
    }
  }

  @Test
  void isNoPlaceForAnybodyElse() {
    assertThat(refusal(RunnerClient.engine(url.getPort()))).isEqualTo(403);
    assertThat(refusal(RunnerClient.stranger(url.getPort()))).isEqualTo(401);
    assertThat(refusal(RunnerClient.nobody(url.getPort()))).isEqualTo(401);
  }

  private static int refusal(RunnerClient client) {
    try (client) {
      var refused =
          assertThatThrownBy(client::connect)
              .cause()
              .asInstanceOf(InstanceOfAssertFactories.type(UpgradeRejectedException.class));
      return refused.actual().getStatus();
    }
  }

  /** A frame that does no harm where it passes. */
  private static ClientFrame sample(Class<? extends ClientFrame> kind, int terminal) {
    var fresh = ProjectPath.of("matrix-" + UUID.randomUUID());
    return switch (kind.getSimpleName()) {
      case "FetchDir" -> new ClientFrame.FetchDir(2, ProjectPath.ROOT);
      case "FetchContent" -> new ClientFrame.FetchContent(2, fresh);
      case "UpdateContent" -> new ClientFrame.UpdateContent(2, fresh, null, "x", null);
      case "Where" -> new ClientFrame.Where(fresh, true);
      case "RequestTerminal" -> new ClientFrame.RequestTerminal(2, 0, 0, false);
      case "AttachTerminal" -> new ClientFrame.AttachTerminal(2, terminal, 0, 80, 24);
      case "TerminalData" -> new ClientFrame.TerminalData(terminal, "#");
      case "TerminalCredit" -> new ClientFrame.TerminalCredit(terminal, 0);
      case "ResizeTerminal" -> new ClientFrame.ResizeTerminal(terminal, 80, 24);
      case "CloseTerminal" -> new ClientFrame.CloseTerminal(terminal + 1);
      default -> throw new IllegalArgumentException("No sample of " + kind);
    };
  }

  /** Whether what was sent last was let through; a fence tells when it has been handled. */
  private static boolean passes(SessionClient window) throws Exception {
    window.send(new ClientFrame.FetchDir(FENCE, ProjectPath.ROOT));
    boolean refused = false;
    while (true) {
      switch (window.next(ServerFrame.class)) {
        case ServerFrame.Dir(int id, _, _, _) when id == FENCE -> {
          return !refused;
        }
        case ServerFrame.Failed failed ->
            refused |= failed.problem().type().endsWith("not-allowed");
        default -> {}
      }
    }
  }

  private static SessionClient loaded(RunnerClient client) throws Exception {
    SessionClient window = client.connect();
    window.next(ServerFrame.Loaded.class);
    return window;
  }

  private static int open(SessionClient window) throws Exception {
    window.send(new ClientFrame.RequestTerminal(1, 80, 24, false));
    return window.next(ServerFrame.Terminal.class).terminal();
  }
}
