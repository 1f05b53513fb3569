package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.access.Role;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who may only look: sees everything as it happens, and changes nothing. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ViewerST {

  private IdePage owner;
  private IdePage viewer;

  @BeforeAll
  void openForAViewer(StandaloneInstallation installation, Browsers browsers) {
    var windows =
        TwoWindows.withMember(installation, browsers, "Look only", "Vera Rubin", Role.VIEWER);
    owner = windows.here();
    viewer = windows.there();
  }

  @Test
  @Order(1)
  void seesEditsAsTheyAreMadeAndIsToldThatItIsReadOnly() {
    owner.type("written by the owner");
    assertThat(viewer.editorText()).containsText("written\u00a0by\u00a0the\u00a0owner");
    assertThat(viewer.status()).containsText("Read-only");
    assertThat(owner.status()).not().containsText("Read-only");

    viewer.moveTo("Control+End");
    viewer.page().keyboard().type("!");
    assertThat(
            viewer
                .page()
                .getByRole(AriaRole.MAIN)
                .getByText("A viewer can look at this, but not change it."))
        .isVisible();
    Axe.check(viewer.page(), "a viewer's editor", Map.of());
    owner.moveTo("Control+End");
    owner.page().keyboard().insertText(", later");
    assertThat(viewer.editorText()).hasText("written\u00a0by\u00a0the\u00a0owner,\u00a0later");
    assertThat(owner.editorText()).hasText("written\u00a0by\u00a0the\u00a0owner,\u00a0later");
  }

  @Test
  @Order(2)
  void isMarkedForTheOthersAndHasACaret() {
    assertThat(owner.people()).hasAccessibleName("Here too: Vera Rubin (viewer)");
    assertThat(owner.page().locator(".remote-name")).hasText("Vera Rubin");
  }

  @Test
  @Order(3)
  void watchesTerminalsWithoutTypingIntoThem() {
    owner.showTerminal();
    viewer = viewer.reload();
    viewer.showTerminal();
    assertThat(
            viewer
                .page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("New terminal")))
        .isHidden();
    viewer.shell("touch by-the-viewer");
    owner.shell("touch by-the-owner");
    assertThat(viewer.file("by-the-owner")).isVisible();
    assertThat(viewer.file("by-the-viewer")).isHidden();
  }

  @Test
  @Order(4)
  void whoClosesTheWindowIsGoneFromTheList() {
    viewer.page().close();
    assertThat(owner.people()).isHidden();
    assertThat(owner.page().locator(".remote-name")).isHidden();
  }

  @Test
  @Order(5)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }
}
