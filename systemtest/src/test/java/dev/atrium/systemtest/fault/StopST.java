package dev.atrium.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.RawHttp;
import dev.atrium.systemtest.http.Window;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stop while connections of every kind are open. */
class StopST {

  /** When an engine kills a runner that does not stop ({@code atrium.engine.stop-timeout}). */
  private static final Duration BOUND = Duration.ofSeconds(30);

  private static final String HANGING_APP =
      """
      require('http').createServer((request, response) => response.write('on and on'))
        .listen(process.env.PORT, '127.0.0.1', () => console.log('listening'));
      """;

  @Test
  void aStopSavesFirstAndWaitsForNobody() throws Exception {
    var atrium = StandaloneInstallation.start();
    try {
      Person person = Person.signIn(atrium);
      String project = person.createProject("Busy", "web");
      person.start(project);
      URI ide = atrium.ide(project);
      String session = person.open(ide);
      try (Window window = Window.open(ide, session);
          Socket page = openHangingPage(atrium, person, project, window);
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
    } finally {
      atrium.close();
    }
  }

  /** A page of the user's app that never ends. */
  private static Socket openHangingPage(
      StandaloneInstallation atrium, Person person, String project, Window window)
      throws Exception {
    window.next(ServerFrame.Loaded.class);
    window.send(update(1, "hang.cjs", HANGING_APP));
    window.next(ServerFrame.Updated.class);
    window.send(new ClientFrame.RequestTerminal(2, 80, 24, false));
    int terminal = window.next(ServerFrame.Terminal.class).terminal();
    window.send(new ClientFrame.TerminalData(terminal, "node hang.cjs\r"));
    URI app = atrium.app(project);
    var request = Http.get(app).header("Cookie", person.open(app)).head("Sec-Fetch-Site: none");
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Socket page = RawHttp.open(request);
      byte[] answer = new byte[12];
      page.getInputStream().readNBytes(answer, 0, answer.length);
      if (new String(answer).endsWith(" 200")) {
        return page;
      }
      page.close();
    }
    throw new AssertionError("the app never answered");
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
