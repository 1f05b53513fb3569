package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** One project in two browsers: what happens in one of them, or on the home page, to the other. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowsST {

  private StandaloneInstallation atrium;
  private IdePage here;
  private IdePage there;
  private HomePage home;
  private TwoWindows windows;

  @BeforeAll
  void openTwoWindows(StandaloneInstallation installation, Browsers browsers) {
    atrium = installation;
    windows = TwoWindows.ofOnePerson(atrium, browsers, "Two windows");
    here = windows.here();
    there = windows.there();
    home = HomePage.open(there.page().context().newPage(), atrium);
  }

  @Test
  @Order(1)
  void anEditInOneAppearsInTheOther() {
    here.type("first line\n\nlast line\n");
    assertThat(there.editorText()).containsText("last\u00a0line");
    there.type("first line\n\nchanged there\n");
    assertThat(here.editorText()).containsText("changed\u00a0there");
  }

  @Test
  @Order(2)
  void theSameLineChangedInBothHasBothChanges() {
    there.page().context().setOffline(true);
    there.moveTo("Control+End");
    there.page().keyboard().insertText("written without a connection\n");
    here.moveTo("Control+End");
    here.page().keyboard().insertText("written meanwhile\n");
    here.awaitSaved();
    there.page().context().setOffline(false);

    for (IdePage window : List.of(here, there)) {
      assertThat(window.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
      assertThat(window.editorText()).containsText("written\u00a0meanwhile");
    }
    assertThat(there.conflict()).isHidden();
    windows.awaitInS3("written without a connection\n");
    windows.awaitInS3("written meanwhile\n");
  }

  @Test
  @Order(3)
  void aRenameReachesTheOpenIde() {
    home.choose("Two windows", "Rename…");
    home.page().getByRole(AriaRole.DIALOG).getByLabel("Name").fill("One project");
    home.page().keyboard().press("Enter");
    home.card("One project").waitFor();

    there.page().reload();
    assertThat(there.title()).hasText("One project");
    assertThat(there.page()).hasTitle(Pattern.compile("One project – Atrium$"));
  }

  @Test
  @Order(4)
  void whoSignsOutLeavesTheIdeAndComesBackBySigningIn() {
    home.page().evaluate("fetch('/signout', {method: 'POST'})");
    // What the IDE does every ten minutes; its page may be gone before the answer is there.
    there.page().evaluate("void fetch('/api/session/renew', {method: 'POST'}).catch(() => null)");
    there
        .page()
        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in to Atrium"))
        .waitFor();
    assertThat(here.status().getByText("Connected")).isVisible();

    // Signing in leads to where the refused page was going; the page that waited goes on by itself.
    Page waiting = there.page();
    home.page().navigate(atrium.signInAddress().toString());
    there = IdePage.awaitOn(home.page());
    IdePage.awaitOn(waiting);
    home = HomePage.open(waiting, atrium);
    assertThat(there.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
  }

  @Test
  @Order(5)
  void aProjectPutToSleepSaysSoInItsOpenWindowsAndWakes() {
    home.choose("One project", "Put to sleep");
    Locator asleep = here.page().getByText("The project is asleep or starting.");
    assertThat(asleep).isVisible();
    assertThat(home.state("One project")).hasText("Asleep");

    here.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Wake it")).click();
    here = IdePage.awaitOn(here.page());
    assertThat(here.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
    // The other window finds it by itself.
    there.awaitConnected();
  }

  @Test
  @Order(6)
  void theTrashGivesAProjectBackWithItsFiles() {
    home.choose("One project", "Move to trash");
    assertThat(home.card("One project")).isHidden();
    home.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Trash")).click();
    Locator row =
        home.page()
            .getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHasText("One project"));
    press(row, "Restore");
    assertThat(row).isHidden();

    home = HomePage.open(home.page(), atrium);
    IdePage again = home.openProject("One project");
    again.openFile("README.md");
    assertThat(again.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
    assertThat(again.file("server.js")).isVisible();
  }

  @Test
  @Order(7)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }

  private static void press(Locator inside, String button) {
    inside
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }
}
