package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import dev.atrium.api.session.CloseCode;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page and view of the product, in dark and in light, as axe-core sees it. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccessibilityST {

  private StandaloneInstallation atrium;
  private BrowserContext context;
  private Page page;
  private Person person;
  private IdePage ide;
  private String project;

  @BeforeAll
  void signIn(StandaloneInstallation installation, Browsers browsers) {
    atrium = installation;
    context = browsers.newPerson();
    page = context.newPage();
    person = Person.signIn(atrium);
    project = person.createProject("Tide table", "node");
    HomePage.signIn(page, atrium);
  }

  @Test
  @Order(1)
  void theSignInPage(Browsers browsers) {
    Page stranger = browsers.newPerson().newPage();
    stranger.navigate(atrium.hub().toString());
    stranger
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in to Atrium"))
        .waitFor();
    check(stranger, "sign-in page");
    stranger.close();
  }

  /** A cluster's sign-in page; that its token works is for the hub's own tests. */
  @Test
  @Order(1)
  void theSignInPageOfACluster(Browsers browsers) {
    Page stranger = browsers.newPerson().newPage();
    stranger.route(
        "**/api/signin",
        route -> {
          if (route.request().method().equals("GET")) {
            route.fulfill(new Route.FulfillOptions().setBody("{\"way\":\"TOKEN\"}"));
          } else {
            route.resume();
          }
        });
    stranger.navigate(atrium.hub().toString());
    assertThat(stranger.getByLabel("Admin token")).isFocused();
    check(stranger, "sign-in by token");
    stranger.keyboard().type("wrong");
    stranger.keyboard().press("Enter");
    stranger.getByRole(AriaRole.ALERT).waitFor();
    check(stranger, "refused token");
    stranger.close();
  }

  @Test
  @Order(2)
  void theProjectsAndTheirDialogs() {
    HomePage home = HomePage.open(page, atrium);
    home.card("Tide table").waitFor();
    check("projects");
    home.button("New project").first().click();
    page.getByRole(AriaRole.RADIO).first().waitFor();
    check("new project");
    page.keyboard().press("Escape");
    home.button("Import").first().click();
    page.getByRole(AriaRole.DIALOG).waitFor();
    check("import");
    page.keyboard().press("Escape");
    home.button("More for Tide table").click();
    page.getByRole(AriaRole.MENU).waitFor();
    check("a project's menu");
    page.keyboard().press("Escape");
  }

  @Test
  @Order(3)
  void theTrash() {
    String thrownAway = person.createProject("Thrown away", "node");
    person.hub("POST", "/api/projects/" + thrownAway + "/trash").send();
    page.navigate(atrium.hub().resolve("/trash").toString());
    page.getByText("Thrown away").waitFor();
    check("trash");
  }

  @Test
  @Order(4)
  void theStartPage() {
    // The page moves on as soon as the project runs, so its question is left without an answer.
    page.route("**/api/projects/" + project, route -> {});
    page.route("**/api/projects/events", route -> {});
    page.navigate(atrium.hub().resolve("/start/" + project).toString());
    page.getByRole(AriaRole.STATUS).waitFor();
    check("start page");
    page.navigate("about:blank");
    page.unrouteAll();
  }

  @Test
  @Order(5)
  void pagesThatSayWhatIsWrong() {
    page.navigate(atrium.ide("nosuchproject").toString());
    check("unknown project");
    navigateOnce(atrium.app(project));
    page.getByRole(AriaRole.HEADING).first().waitFor();
    check("app that does not run");
    page.navigate("about:blank");
    page.unrouteAll();
  }

  /** Opens a page that loads itself anew, which must not happen while it is looked at. */
  private void navigateOnce(URI address) {
    AtomicInteger loads = new AtomicInteger();
    page.route(
        address + "**",
        route -> {
          // A load without an answer leaves the page as it is.
          if (!route.request().isNavigationRequest() || loads.getAndIncrement() == 0) {
            route.resume();
          }
        });
    page.navigate(address.toString());
  }

  @Test
  @Order(6)
  void theEditorAndItsTerminal() {
    ide = HomePage.open(page, atrium).openProject("Tide table");
    check("nothing open");
    ide.openFile("server.js");
    ide.showTerminal();
    ide.shell("ls");
    check("file and terminal");
    page.keyboard().press("Control+P");
    page.getByRole(AriaRole.OPTION).first().waitFor();
    check("go to file");
    page.keyboard().press("Escape");
    page.keyboard().press("Control+Shift+P");
    page.getByRole(AriaRole.OPTION).first().waitFor();
    check("all commands");
    page.keyboard().press("Escape");
    ide.file("server.js").first().click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    page.getByRole(AriaRole.MENU).waitFor();
    check("a file's menu");
    page.keyboard().press("Escape");
  }

  @Test
  @Order(7)
  void theSearch() {
    page.keyboard().press("Control+Shift+F");
    page.getByLabel("Find in files").fill("server");
    page.keyboard().press("Enter");
    page.locator(".search__results .search__hit").first().waitFor();
    check("search");
    page.keyboard().press("Control+Shift+E");
  }

  @Test
  @Order(8)
  void thePreview() {
    assertThat(ide.runApp().locator("body")).containsText("It runs.");
    check("preview");
  }

  @Test
  @Order(9)
  void theConflict() {
    ide = ide.refuseLiveDocuments(CloseCode.TOO_LARGE);
    ide.openFile("README.md");
    context.setOffline(true);
    ide.type("mine\n");
    String session = person.open(atrium.ide(project));
    Http.to("PUT", atrium.ide(project).resolve("/api/files/README.md"))
        .header("Cookie", session)
        .header("Origin", Person.origin(atrium.ide(project)))
        .header("If-Match", etag(session))
        .body("text/plain", "theirs\n".getBytes())
        .send();
    check("without a connection");
    context.setOffline(false);
    ide.conflict().waitFor();
    check("conflict");
    ide.conflict()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Compare"))
        .click();
    page.getByRole(AriaRole.DIALOG).waitFor();
    check("comparing");
  }

  private String etag(String session) {
    return Http.get(atrium.ide(project).resolve("/api/files/README.md"))
        .header("Cookie", session)
        .send()
        .headers()
        .firstValue("ETag")
        .orElseThrow();
  }

  private void check(String where) {
    check(page, where);
  }

  private static void check(Page page, String where) {
    Axe.check(page, where, Map.of());
  }
}
