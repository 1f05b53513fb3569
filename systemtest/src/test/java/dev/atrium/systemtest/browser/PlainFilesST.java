package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.session.CloseCode;
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

  private IdePage here;
  private IdePage there;
  private TwoWindows windows;

  @BeforeAll
  void openTwoWindows(StandaloneInstallation installation, Browsers browsers) {
    windows = TwoWindows.ofOnePerson(installation, browsers, "Plain files");
    here = windows.here().refuseLiveDocuments(CloseCode.TOO_LARGE);
    there = windows.there().refuseLiveDocuments(CloseCode.TOO_LARGE);
    assertThat(here.editorText()).isVisible();
    assertThat(there.editorText()).isVisible();
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
    windows.awaitInS3("first line\n\nwritten meanwhile\n");

    press(there.conflict(), "Keep mine");
    assertThat(here.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection");
    windows.awaitInS3("first line\n\nwritten without a connection\n");
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
}
