package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.access.Role;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people in one file: every key of one is there in the other, and nothing gets lost. */
@ExtendWith({SharedInstallation.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveDocumentsST {

  /** What a person calls at once, on a machine that has nothing else to do. */
  private static final long AT_ONCE_MS = 1_000;

  private static final int TRIES = 8;

  private TwoWindows windows;
  private IdePage here;
  private IdePage there;

  @BeforeAll
  void openOneFileInTwoWindows(StandaloneInstallation installation, Browsers browsers) {
    windows =
        TwoWindows.withMember(installation, browsers, "Together", "Grace Hopper", Role.EDITOR);
    here = windows.here();
    there = windows.there();
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
    windows.awaitInS3("lefttop\n\nmiddle\n\nbottom\nLEFT");
  }

  @Test
  @Order(2)
  void eachSeesWhereTheOtherIs() {
    there.moveTo("Control+Home");
    there.page().keyboard().press("Shift+End");
    Locator name = here.page().locator(".remote-name");
    assertThat(name).hasText("Grace Hopper");
    assertThat(here.page().locator(".remote-caret")).hasCount(1);
    assertThat(here.page().locator(".remote-selection").first()).isVisible();
    here.moveTo("Control+End");
    assertThat(there.page().locator(".remote-name")).hasText(Pattern.compile("\\w+"));
    assertThat(there.page().locator(".remote-name")).not().hasText("Grace Hopper");
    shoot(here, "dark");
    shoot(there, "light");
    check(here, "another's selection");
  }

  /** The list has everybody in the project, also in files that are not open here. */
  @Test
  @Order(3)
  void theListOfPeopleSaysWhereTheyAreAndGoesThere() {
    there.openFile("server.js");
    there.moveTo("Control+End");
    Locator people = here.people();
    assertThat(people).hasAccessibleName("Here too: Grace Hopper");
    people.click();
    Locator entry = here.page().getByRole(AriaRole.MENUITEM);
    assertThat(entry).containsText("server.js");
    check(here, "who is where");
    shoot(here, "people-dark");
    entry.click();
    assertThat(tab(here, "server.js")).hasAttribute("aria-selected", "true");

    there.openFile(TwoWindows.FILE);
    there.moveTo("Control+End");
    people.click();
    here.page()
        .waitForCondition(
            () -> {
              there.page().keyboard().type("x");
              return entry.textContent().contains("Grace Hopper is typing");
            });
    assertThat(entry).containsText(Pattern.compile("Grace Hopper\\W*README\\.md:\\d+"));
    entry.click();
    assertThat(tab(here, TwoWindows.FILE)).hasAttribute("aria-selected", "true");
  }

  @Test
  @Order(4)
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
  @Order(5)
  void whoWasOfflineComesBackWithBothEdits() {
    there.page().context().setOffline(true);
    there.moveTo("Control+Home");
    there.page().keyboard().insertText("written without a connection, ");
    assertThat(there.status()).containsText("changes wait here");
    shoot(there, "offline-light");
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
  @Order(6)
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
  @Order(7)
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
  @Order(8)
  void aFileDeletedOutsideCanBeBroughtBack() {
    windows.awaitInS3("just before the reload");
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
    windows.awaitInS3("just before the reload\nback again");
  }

  @Test
  @Order(9)
  void aFileMovedBySomebodyElseTakesItsTabsAlong() {
    there.page().evaluate(MOVE_TO_NOTES);
    for (IdePage window : new IdePage[] {here, there}) {
      assertThat(tab(window, "NOTES.md")).isVisible();
    }
    here.moveTo("Control+Home");
    here.page().keyboard().insertText("moved ");
    assertThat(there.editorText()).containsText("moved\u00a0written");
    assertThat(deleted(here)).isHidden();
  }

  @Test
  @Order(10)
  void whatIsNoTextOrTooMuchOfItSaysSoAndCanBeDownloaded() {
    here.shell("head -c 6000000 /dev/zero | tr '\\0' a > big.txt; printf '\\377\\0' > some.bin");
    for (String file : List.of("big.txt", "some.bin")) {
      there.file(file).dblclick();
      assertThat(
              there
                  .page()
                  .getByRole(
                      AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Download " + file)))
          .isVisible();
    }
    assertThat(there.page().getByText("'some.bin' is not UTF-8 text")).isVisible();
    there.file("big.txt").dblclick();
    assertThat(there.page().getByText("its first 1.0 MiB, read-only")).isVisible();
    assertThat(
            there
                .page()
                .getByRole(
                    AriaRole.REGION, new Page.GetByRoleOptions().setName("Start of big.txt")))
        .containsText("aaaaaaaa");
  }

  @Test
  @Order(11)
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

  private static Locator tab(IdePage window, String file) {
    return window.page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(file));
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
}
