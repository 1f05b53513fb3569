package dev.atrium.standalone.hub;

import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.person.People;
import dev.atrium.hub.person.Person;
import dev.atrium.hub.person.SigninCodes;
import dev.atrium.hub.project.Projects;
import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the running hub share: one boot, a person and a browser. */
@QuarkusTestResource(HubServices.class)
abstract class HubTest {

  @Inject HubConfig config;
  @Inject People people;
  @Inject SigninCodes codes;
  @Inject Projects projects;

  Browser browser;

  @BeforeEach
  void openBrowser() {
    browser = new Browser(URI.create(config.origin()).getPort());
    people.ensure(Person.LOCAL, "Ada");
  }

  @AfterEach
  void closeBrowser() {
    browser.close();
  }

  void signIn() throws Exception {
    browser.get(codes.address(Person.LOCAL));
  }

  /** A project that is there for its owner; storage knows nothing of it. */
  String project(String owner) {
    String id = projects.reserve("Test", "node", owner).id;
    projects.publish(id);
    return id;
  }

  String hub(String path) {
    return config.origin() + path;
  }

  String ide(String id, String path) {
    return config.ideOrigin().replace("{id}", id) + path;
  }

  Browser.Answer call(HttpMethod method, String path, Object body) throws Exception {
    return browser.send(method, hub(path), body, Map.of("Origin", config.origin()));
  }
}
