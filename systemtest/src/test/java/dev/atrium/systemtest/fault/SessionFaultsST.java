package dev.atrium.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.CloseCode;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window that sends what it should not, through the front door, beside one that works. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionFaultsST {

  private static final ProjectPath FILE = ProjectPath.of("index.html");

  private URI ide;
  private String session;
  private Window hostile;
  private Window other;

  @BeforeAll
  void openAProject(StandaloneInstallation atrium) {
    Person person = Person.signIn(atrium);
    String project = person.createProject("Windows", "web");
    person.start(project);
    ide = atrium.ide(project);
    session = person.open(ide);
  }

  @BeforeEach
  void openTwoWindows() {
    hostile = Window.open(ide, session);
    other = Window.open(ide, session);
    hostile.next(ServerFrame.Loaded.class);
    other.next(ServerFrame.Loaded.class);
  }

  @AfterEach
  void theOtherWindowIsNotDisturbed() {
    other.send(new ClientFrame.FetchContent(7, FILE));
    assertThat(other.next(ServerFrame.Content.class).id()).isEqualTo(7);
    assertThat(other.isOpen()).isTrue();
    other.close();
    hostile.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no JSON", "[1]", "null", "{\"type\":\"fetchDir\",", ""})
  void whatIsNoFrameEndsTheConnection(String text) {
    hostile.text(text);
    assertThat(hostile.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":3,\"type\":\"eraseEverything\"}",
        "{\"id\":3}",
        "{\"id\":3,\"type\":\"fetchDir\",\"path\":\"../..\"}",
        "{\"id\":3,\"type\":\"fetchContent\",\"path\":{}}"
      })
  void aFrameThatNobodyKnowsIsAnsweredWithAProblem(String text) {
    hostile.text(text);
    assertThat(hostile.next(ServerFrame.Failed.class).id()).isEqualTo(3);
    assertThat(hostile.isOpen()).isTrue();
  }

  @Test
  void aFrameBeyondTheBoundEndsTheConnection() {
    hostile.text("x".repeat(10 * 1024 * 1024));
    assertThat(hostile.closeCode()).isIn(CloseCode.PROTOCOL.code(), 1009, Window.BROKEN);
  }

  @Test
  void bytesForATerminalThatIsNotThereReachNobody() {
    hostile.binary(new byte[] {0, 0, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'l', 's', '\r'});
    hostile.send(new ClientFrame.FetchContent(4, FILE));
    assertThat(hostile.next(ServerFrame.Failed.class).problem().detail()).isNotBlank();
    assertThat(hostile.next(ServerFrame.Content.class).id()).isEqualTo(4);
  }

  @Test
  void tooShortABinaryFrameEndsTheConnection() {
    hostile.binary(new byte[] {1, 2, 3});
    assertThat(hostile.closeCode()).isEqualTo(CloseCode.PROTOCOL.code());
  }

  @Test
  void aWriteWithAnotherBaseChangesNothing() {
    other.send(new ClientFrame.FetchContent(1, FILE));
    var before = other.next(ServerFrame.Content.class);
    var elsewhere = ContentHash.of("another text".getBytes(StandardCharsets.UTF_8));
    hostile.send(new ClientFrame.UpdateContent(5, FILE, elsewhere, "overwritten", null));
    var refused = hostile.next(ServerFrame.Failed.class);
    assertThat(refused.id()).isEqualTo(5);
    assertThat(refused.problem().type()).isEqualTo("urn:atrium:problem:changed-meanwhile");
    hostile.send(new ClientFrame.UpdateContent(6, FILE, null, "created over it", null));
    assertThat(hostile.next(ServerFrame.Failed.class).id()).isEqualTo(6);
    other.send(new ClientFrame.FetchContent(2, FILE));
    assertThat(other.next(ServerFrame.Content.class).content()).isEqualTo(before.content());
  }
}
