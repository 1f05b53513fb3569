package dev.atrium.systemtest.project;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.atrium.systemtest.browser.Browsers;
import dev.atrium.systemtest.browser.HomePage;
import dev.atrium.systemtest.browser.IdePage;
import dev.atrium.systemtest.installation.Installation;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One person's day: from the sign-in to a project that everything was killed under. Each kind of
 * installation runs it in a class of its own, which says where the installation comes from.
 */
@ExtendWith(Browsers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class MainPath {

  private Installation atrium;
  private Page page;
  private IdePage ide;
  private String project;

  @Test
  @Order(1)
  void signsInAndMakesAProject(Installation installation, Browsers browsers) {
    atrium = installation;
    page = browsers.newPerson().newPage();
    HomePage home = HomePage.signIn(page, atrium);
    ide = home.newProject("Weather station", "Node.js");
    project = ide.project();
    assertThat(ide.file("server.js")).isVisible();
  }

  @Test
  @Order(2)
  void anEditIsSavedToS3() {
    ide.openFile("README.md");
    ide.type("# Typed in a browser\n");
    ide.awaitSaved();
    atrium.awaitInS3(project, "README.md", "# Typed in a browser\n");
  }

  @Test
  @Order(3)
  void theTerminalIsARealShell() {
    ide.showTerminal();
    ide.shell("echo from-the-shell-$((6*7)) > shell.txt");
    assertThat(ide.file("shell.txt")).isVisible();
    atrium.awaitInS3(project, "shell.txt", "from-the-shell-42\n");
  }

  @Test
  @Order(4)
  void whatTheShellWritesAppearsInTheOpenEditor() {
    ide.shell("printf 'changed by sed\\n' > README.md");
    assertThat(ide.editorText()).containsText("changed\u00a0by\u00a0sed");
  }

  @Test
  @Order(5)
  void theAppRunsAndIsSeenAtItsOwnAddress() {
    // The template's page names its server; the page that waits for the app does not.
    assertThat(ide.runApp().locator("body")).containsText("It runs.");
    Page tab = page.context().newPage();
    tab.navigate(atrium.app(project).toString());
    assertThat(tab.locator("body")).containsText("It runs.");
    tab.close();
  }

  @Test
  @Order(6)
  void aKilledRunnerLosesNothing() {
    ide.openFile("server.js");
    ide.openFile("README.md");
    ide.type("typed just before the kill\n");
    // Acknowledged is what the editor waits for; Saved may still be on its way.
    await().until(() -> page.getByLabel("README.md, not saved yet").count() == 0);
    atrium.killRunner(project);
    ide.awaitConnected();
    ide = ide.reload();
    ide.openFile("README.md");
    assertThat(ide.editorText()).containsText("typed\u00a0just\u00a0before\u00a0the\u00a0kill");
    atrium.awaitInS3(project, "README.md", "typed just before the kill\n");
  }

  @Test
  @Order(7)
  void everythingStopsAndGoesOn() {
    atrium.restart();
    HomePage home = HomePage.signIn(page, atrium);
    ide = home.openProject("Weather station");
    ide.openFile("README.md");
    assertThat(ide.editorText()).containsText("typed\u00a0just\u00a0before\u00a0the\u00a0kill");
    ide.type("and it goes on\n");
    ide.awaitSaved();
    atrium.awaitInS3(project, "README.md", "and it goes on\n");
  }

  @Test
  @Order(8)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }
}
