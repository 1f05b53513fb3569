package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two browsers in one file: every key of one is there in the other, and nothing gets lost. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveDocumentsST {

  /** What a person calls at once, on a machine that has nothing else to do. */
  private static final long AT_ONCE_MS = 1_000;

  private static final int TRIES = 8;

  private StandaloneInstallation atrium;
  private IdePage here;
  private IdePage there;
  private String project;

  @BeforeAll
  void openOneFileInTwoWindows(StandaloneInstallation installation, Browsers browsers) {
    atrium = installation;
    Page first = browsers.newPerson().newPage();
    here = HomePage.signIn(first, atrium).newProject("Together", "Node.js");
    project = here.project();
    Page second = browsers.newPerson(ColorScheme.LIGHT).newPage();
    there = HomePage.signIn(second, atrium).openProject("Together");
    here.openFile("README.md");
    there.openFile("README.md");
    here.type("top\n\nmiddle\n\nbottom\n");
    assertThat(there.editorText()).containsText("bottom");
  }

  @Test
  @Order(1)
  void bothTypeAtOnce() {
    here.moveTo("Control+Home");
    there.moveTo("Control+End");
    for (char key : "left".toCharArray()) {
      here.page().keyboard().type(String.valueOf(key));
      there.page().keyboard().type(Character.toString(Character.toUpperCase(key)));
    }
    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(window.editorText()).containsText("lefttop");
      assertThat(window.editorText()).containsText("LEFT");
      window.awaitSaved();
    }
    awaitInS3("lefttop\n\nmiddle\n\nbottom\nLEFT");
  }

  @Test
  @Order(2)
  void eachSeesWhereTheOtherIs() {
    there.moveTo("Control+Home");
    there.page().keyboard().press("Shift+End");
    Locator name = here.page().locator(".remote-name");
    assertThat(name).hasCount(1);
    assertThat(here.page().locator(".remote-caret")).hasCount(1);
    assertThat(here.page().locator(".remote-selection").first()).isVisible();
    // Opening a window's list of people says it in words as well.
    Locator people = people(here);
    assertThat(people).isVisible();
    assertThat(name).hasText(Pattern.compile("\\w+"));
    shoot(here, "dark");
    shoot(there, "light");
    check(here, "another's selection");
    people.click();
    Locator entry = here.page().getByRole(AriaRole.MENUITEM);
    assertThat(entry).containsText("README.md:1");
    check(here, "who is where");
    shoot(here, "people-dark");
    entry.click();
    assertThat(here.status()).containsText("Ln 1, Col 1");
  }

  @Test
  @Order(3)
  void undoTakesBackOwnEditsOnly() {
    here.moveTo("Control+End");
    here.page().keyboard().insertText("\nmine");
    assertThat(there.editorText()).containsText("mine");
    there.moveTo("Control+End");
    there.page().keyboard().insertText("\ntheirs");
    assertThat(here.editorText()).containsText("theirs");

    here.page().locator(".monaco-editor").first().click();
    here.page().keyboard().press("Control+Z");
    assertThat(there.editorText()).not().containsText("mine");
    assertThat(there.editorText()).containsText("theirs");
    here.page().keyboard().press("Control+Shift+Z");
    assertThat(there.editorText()).containsText("mine");
  }

  @Test
  @Order(4)
  void whoWasOfflineComesBackWithBothEdits() {
    there.page().context().setOffline(true);
    there.moveTo("Control+Home");
    there.page().keyboard().insertText("written without a connection, ");
    assertThat(there.status()).containsText("changes wait here");
    check(there, "offline");
    here.moveTo("Control+Home");
    here.page().keyboard().insertText("written meanwhile, ");
    here.awaitSaved();
    there.page().context().setOffline(false);

    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(window.editorText()).containsText("written\u00a0without\u00a0a\u00a0connection,");
      assertThat(window.editorText()).containsText("written\u00a0meanwhile,");
      window.awaitSaved();
    }
    assertThat(there.conflict()).isHidden();
  }

  /** The shell writes the time just before it changes the file. */
  @Test
  @Order(5)
  void whatTheShellChangesIsThereAtOnce() {
    here.showTerminal();
    long best = Long.MAX_VALUE;
    for (int attempt = 1; attempt <= TRIES && best > AT_ONCE_MS; attempt++) {
      String mark = "sed" + attempt + "at";
      for (IdePage window : new IdePage[] {here, there}) {
        window.page().evaluate(NOTE_WHEN_SEEN, mark);
      }
      here.shell("sed -i \"s/middle.*/middle " + mark + "$(date +%s%3N)/\" README.md");
      best = Math.min(best, Math.max(delay(here), delay(there)));
    }
    System.out.println("A change by sed was in both editors after " + best + " ms.");
    assertThat(best).isLessThanOrEqualTo(AT_ONCE_MS);
  }

  @Test
  @Order(6)
  void aReloadKeepsEverything() {
    there.moveTo("Control+End");
    there.page().keyboard().insertText("\njust before the reload");
    there = there.reload();
    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(window.editorText()).containsText("just\u00a0before\u00a0the\u00a0reload");
      assertThat(window.editorText()).containsText("written\u00a0without");
    }
  }

  @Test
  @Order(7)
  void aFileDeletedOutsideCanBeBroughtBack() {
    awaitInS3("just before the reload");
    here.shell("rm README.md");
    Locator gone = deleted(there);
    assertThat(gone).isVisible();
    check(there, "deleted outside");
    gone.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Bring it back"))
        .click();
    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(deleted(window)).isHidden();
    }
    there.moveTo("Control+End");
    there.page().keyboard().insertText("\nback again");
    assertThat(here.editorText()).containsText("back\u00a0again");
    awaitInS3("just before the reload\nback again");
  }

  @Test
  @Order(8)
  void aFileMovedBySomebodyElseTakesItsTabsAlong() {
    there.page().evaluate(MOVE_TO_NOTES);
    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(
              window
                  .page()
                  .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("NOTES.md")))
          .isVisible();
    }
    here.moveTo("Control+Home");
    here.page().keyboard().insertText("moved ");
    assertThat(there.editorText()).containsText("moved\u00a0written");
    assertThat(deleted(here)).isHidden();
  }

  @Test
  @Order(9)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }

  private static final String MOVE_TO_NOTES =
      """
      fetch('/api/file-operations', {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({op: 'move', from: 'README.md', to: 'NOTES.md'}),
      }).then(({status}) => status)
      """;

  /** Puts into {@code window.seen} how long after the time behind the mark it was in the editor. */
  private static final String NOTE_WHEN_SEEN =
      """
      mark => {
        window.seen = null;
        const lines = document.querySelector('.monaco-editor .view-lines');
        const look = () => {
          const time = lines.textContent.match(mark + '(\\\\d{13})')?.[1];
          if (time && window.seen === null) {
            window.seen = Date.now() - Number(time);
            observer.disconnect();
          }
        };
        const observer = new MutationObserver(look);
        observer.observe(lines, {childList: true, subtree: true, characterData: true});
      }
      """;

  private static long delay(IdePage window) {
    window.page().waitForCondition(() -> window.page().evaluate("window.seen") != null);
    return ((Number) window.page().evaluate("window.seen")).longValue();
  }

  private static Locator deleted(IdePage window) {
    return window
        .page()
        .getByRole(AriaRole.ALERT)
        .filter(new Locator.FilterOptions().setHasText("This file was deleted"));
  }

  private static Locator people(IdePage window) {
    return window
        .page()
        .getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Here too: ")));
  }

  private static void shoot(IdePage window, String name) {
    window
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "evidence", "LiveDocumentsST", name + ".png")));
  }

  private static void check(IdePage window, String where) {
    Axe.check(window.page(), where, Map.of());
  }

  private void awaitInS3(String text) {
    try (IndependentS3 s3 = atrium.s3()) {
      await()
          .untilAsserted(
              () ->
                  assertThat(s3.file(project, "README.md"))
                      .hasValueSatisfying(content -> assertThat(content).contains(text)));
    }
  }
}
