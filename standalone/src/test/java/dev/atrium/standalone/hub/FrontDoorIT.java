package dev.atrium.standalone.hub;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.hub.engine.ReplEngine;
import dev.atrium.hub.engine.ReplState;
import dev.atrium.hub.person.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FrontDoorIT extends HubTest {

  @Inject ReplEngine engine;

  private String id;

  @BeforeEach
  void createProject() {
    id = project(Person.LOCAL);
  }

  @AfterEach
  void removeProject() {
    engine.delete(id);
    projects.forget(id);
  }

  @Test
  void aRunningProjectGetsItsRequestsWithTheirHost() throws Exception {
    wake();
    var upload = Buffer.buffer(new byte[20 << 20]);

    assertThat(browser.get(ide(id, "/echo")).body())
        .isEqualTo("GET " + ide(id, "").substring("http://".length()) + " 0");
    assertThat(browser.send(HttpMethod.PUT, ide(id, "/echo"), upload, Map.of()).body())
        .endsWith(" " + upload.length());
  }

  @Test
  void aKilledRunnerIsBackAtTheSameAddress() throws Exception {
    wake();
    var before = engine.address(id).orElseThrow();

    killRunner();

    await().until(() -> engine.address(id).filter(now -> !now.equals(before)).isPresent());
    assertThat(browser.get(ide(id, "/echo")).status()).isEqualTo(200);
  }

  @Test
  void aPersonsVisitToASleepingProjectLeadsToItsWaking() throws Exception {
    assertThat(browser.get(ide(id, "/a?b=c")).location())
        .startsWith(hub("/open?project=" + id + "&return=http%3A%2F%2F" + id + ".ide.localhost"))
        .endsWith("%2Fa%3Fb%3Dc");
  }

  @Test
  void aProgramsRequestDoesNotWakeIt() throws Exception {
    var headers = Map.of("Accept", "text/html", "Sec-Fetch-Mode", "cors");

    var answer = browser.send(HttpMethod.GET, ide(id, "/"), null, headers);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsKey("retry-after");
    assertThat(engine.status(id).state()).isEqualTo(ReplState.SUSPENDED);
  }

  @Test
  void whatIsNotOursIsRefused() throws Exception {
    String port = config.origin().substring(config.origin().lastIndexOf(':'));

    assertThat(browser.get(ide("zzzzzzzz", "/")).status()).isEqualTo(404);
    assertThat(browser.get("http://evil.example" + port + "/").status()).isEqualTo(421);
    assertThat(browser.get("http://localhost:1/").status()).isEqualTo(421);
  }

  private void killRunner() {
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("stub-runner.jar"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private void wake() {
    engine.start(id);
    await().until(() -> engine.status(id).state() == ReplState.RUNNING);
  }
}
