package dev.atrium.systemtest.fault;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.RawHttp;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.Evidence;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop while connections of every kind are open. */
@ExtendWith(Evidence.class)
class StopST {

  /** When an engine kills a runner that does not stop ({@code atrium.engine.stop-timeout}). */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final String HANGING_APP =
      """
      require('http').createServer((request, response) => response.write('on and on'))
        .listen(process.env.PORT, '127.0.0.1', () => console.log('listening'));
      """;

  private StandaloneInstallation atrium;

  @BeforeEach
  void start() {
    atrium = StandaloneInstallation.startForAMoment();
  }

  @AfterEach
  void close() {
    atrium.close();
  }

  @Test
  void aStopSavesFirstAndWaitsForNobody() throws Exception {
    Person person = Person.signIn(atrium);
    String project = person.createProject("Busy", "web");
    person.start(project);
    URI ide = atrium.ide(project);
    String session = person.open(ide);
    try (Window window = Window.open(ide, session);
        Socket page = openHangingPage(person, project, window);
        Socket events = RawHttp.open(person.hub("GET", "/api/projects/events").head("A: b"));
        Socket upload = RawHttp.open(halfUpload(ide, session));
        Socket archive = RawHttp.open(halfImport(person))) {
      window.send(update(9, "last.txt", "just before the stop"));
      window.next(ServerFrame.Updated.class);
      long start = System.nanoTime();
      atrium.stop();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
      assertThat(page.isConnected() && events.isConnected()).isTrue();
      assertThat(upload.isConnected() && archive.isConnected()).isTrue();
    }
    atrium.launch();
    try (IndependentS3 s3 = atrium.s3()) {
      assertThat(s3.file(project, "last.txt")).contains("just before the stop");
    }
  }

  /** A page of the user's app that never ends. */
  private Socket openHangingPage(Person person, String project, Window window) {
    window.next(ServerFrame.Loaded.class);
    window.send(update(1, "hang.cjs", HANGING_APP));
    window.next(ServerFrame.Updated.class);
    window.send(new ClientFrame.RequestTerminal(2, 80, 24, false));
    int terminal = window.next(ServerFrame.Terminal.class).terminal();
    window.send(new ClientFrame.TerminalData(terminal, "node hang.cjs\r"));
    URI app = atrium.app(project);
    var request = Http.get(app).header("Cookie", person.open(app)).head("Sec-Fetch-Site: none");
    return await().until(() -> answering(request), page -> page != null);
  }

  /** The connection, if the app answers; else null. */
  private static Socket answering(RawHttp.Head request) throws IOException {
    Socket page = RawHttp.open(request);
    byte[] answer = page.getInputStream().readNBytes("HTTP/1.1 200".length());
    if (new String(answer).endsWith(" 200")) {
      return page;
    }
    page.close();
    return null;
  }

  private static RawHttp.Head halfUpload(URI ide, String session) {
    return Http.to("PUT", ide.resolve("/api/files/half.bin"))
        .header("Cookie", session)
        .header("Origin", Person.origin(ide))
        .header("If-None-Match", "*")
        .head("Content-Length: 100000");
  }

  private static RawHttp.Head halfImport(Person person) {
    return person
        .hub("POST", "/api/projects/import?name=Half")
        .header("Content-Type", "application/zip")
        .head("Content-Length: 100000");
  }

  private static ClientFrame update(int id, String path, String text) {
    return new ClientFrame.UpdateContent(id, ProjectPath.of(path), null, text, null);
  }
}
