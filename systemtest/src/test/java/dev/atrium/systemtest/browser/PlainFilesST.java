package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.session.CloseCode;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Files that cannot be edited together: one window's text meets what the file has become. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlainFilesST {

  private StandaloneInstallation atrium;
  private IdePage here;
  private IdePage there;
  private String project;

  @BeforeAll
  void openTwoWindows(StandaloneInstallation installation, Browsers browsers) {
    atrium = installation;
    Page first = browsers.newPerson().newPage();
    here = HomePage.signIn(first, atrium).newProject("Plain files", "Node.js");
    project = here.project();
    Page second = browsers.newPerson().newPage();
    there = HomePage.signIn(second, atrium).openProject("Plain files");
    here = here.refuseLiveDocuments(CloseCode.TOO_LARGE);
    there = there.refuseLiveDocuments(CloseCode.TOO_LARGE);
    here.openFile("README.md");
    there.openFile("README.md");
  }

  @Test
  @Order(1)
  void thePageSaysThatTheFileIsNotLive() {
    assertThat(here.status()).containsText("Not live");
    here.type("first line\n\nlast line\n");
    assertThat(there.editorText()).containsText("last\u00a0line");
  }

  @Test
  @Order(2)
  void theSameLineChangedInBothIsAQuestionAndNoTextIsLost() {
    there.page().context().setOffline(true);
    there.type("first line\n\nwritten without a connection\n");
    here.type("first line\n\nwritten meanwhile\n");
    here.awaitSaved();
    there.page().context().setOffline(false);

    there.conflict().waitFor();
    assertThat(there.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
    press(there.conflict(), "Compare");
    Locator compare = there.page().getByRole(AriaRole.DIALOG);
    assertThat(compare).containsText("written\u00a0meanwhile");
    assertThat(compare).containsText("written\u00a0without\u00a0a\u00a0connection");
    there.page().keyboard().press("Escape");
    awaitInS3("first line\n\nwritten meanwhile\n");

    press(there.conflict(), "Keep mine");
    assertThat(here.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
    awaitInS3("first line\n\nwritten without a connection\n");
  }

  @Test
  @Order(3)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }

  private static void press(Locator inside, String button) {
    inside
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  private void awaitInS3(String text) {
    try (IndependentS3 s3 = atrium.s3()) {
      await().untilAsserted(() -> assertThat(s3.file(project, "README.md")).contains(text));
    }
  }
}
