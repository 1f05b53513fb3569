package dev.atrium.systemtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.session.CloseCode;
import java.net.URI;
import java.util.regex.Pattern;

/** A project's IDE, by what a person sees. */
public final class IdePage {

  private static final String REFUSE_LIVE_DOCUMENTS =
      """
      window.WebSocket = new Proxy(WebSocket, {
        construct(target, [address, ...others]) {
          if (!address.includes('/collab/')) {
            return new target(address, ...others);
          }
          const refused = {close() {}, send() {}};
          setTimeout(() => refused.onclose({code: %d, reason: ''}));
          return refused;
        },
      });
      """;

  private static final int NOBODY_ANSWERS = 503;

  /** The lines from the top to the bottom: they stand in any order in the page. */
  private static final String LINES =
      """
      lines => [...lines.querySelectorAll('.view-line')]
        .sort((one, other) => one.offsetTop - other.offsetTop)
        .map(({textContent}) => textContent.replaceAll('\\u00a0', ' '))
        .join('')
      """;

  private final Page page;

  private IdePage(Page page) {
    this.page = page;
  }

  /** Waits until this page shows an IDE with its files. */
  public static IdePage awaitOn(Page page) {
    page.waitForURL(Pattern.compile("^http://[a-z0-9]+\\.ide\\.localhost:\\d+/.*"));
    IdePage ide = new IdePage(page);
    ide.awaitConnected();
    ide.tree().getByRole(AriaRole.TREEITEM).first().waitFor();
    return ide;
  }

  /**
   * Goes to an IDE's address, as often as it takes: for a moment after a runner came or went, an
   * ingress may still say that nobody answers.
   */
  public static void navigate(Page page, String address) {
    await().until(() -> page.navigate(address).status() != NOBODY_ANSWERS);
  }

  /** Loads the page anew, as often as it takes. */
  public IdePage reload() {
    await().until(() -> page.reload().status() != NOBODY_ANSWERS);
    return awaitOn(page);
  }

  /** The project's id, from its address. */
  public String project() {
    return URI.create(page.url()).getHost().split("\\.")[0];
  }

  public Page page() {
    return page;
  }

  public Locator file(String name) {
    return tree()
        .getByRole(AriaRole.TREEITEM, new Locator.GetByRoleOptions().setName(startingWith(name)));
  }

  /** Opens a file from the root folder and waits until its text is the one that is shown. */
  public void openFile(String name) {
    file(name).first().dblclick();
    page.getByRole(
            AriaRole.TAB, new Page.GetByRoleOptions().setName(startingWith(name)).setSelected(true))
        .waitFor();
    editorText().waitFor();
  }

  /** Replaces everything in the open file by typing. */
  public void type(String text) {
    page.locator(".monaco-editor").first().click();
    page.keyboard().press("Control+A");
    page.keyboard().press("Delete");
    page.keyboard().insertText(text);
  }

  /** Loads the page anew; none of its files is edited together then, as if the runner refused. */
  public IdePage refuseLiveDocuments(CloseCode code) {
    page.addInitScript(REFUSE_LIVE_DOCUMENTS.formatted(code.code()));
    return reload();
  }

  /** Puts the caret of the open file somewhere by a key. */
  public void moveTo(String key) {
    page.locator(".monaco-editor").first().click();
    page.keyboard().press(key);
  }

  /** What the open editor shows; Monaco draws blanks as no-break spaces. */
  public Locator editorText() {
    return page.locator(".monaco-editor .view-lines").first();
  }

  /** The text of a short file as the editor shows it, without the ends of its lines. */
  public String text() {
    return (String) editorText().evaluate(LINES);
  }

  /** The bar above the text that asks which of two texts to keep. */
  public Locator conflict() {
    return page.getByRole(AriaRole.ALERT)
        .filter(new Locator.FilterOptions().setHasText("The same lines changed"));
  }

  /** What the title bar calls the project. */
  public Locator title() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
  }

  /** Waits until the status bar says that S3 has everything. */
  public void awaitSaved() {
    assertThat(status().getByText("Saved", new Locator.GetByTextOptions().setExact(true)))
        .isVisible();
  }

  public void awaitConnected() {
    assertThat(status().getByText("Connected")).isVisible();
  }

  /** Whether the status bar says so now. */
  public boolean isConnected() {
    return status().getByText("Connected").isVisible();
  }

  public Locator status() {
    return page.getByRole(AriaRole.CONTENTINFO, new Page.GetByRoleOptions().setName("Status"));
  }

  /** The faces of those who have the project open too, with a list of where they are. */
  public Locator people() {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Here too: ")));
  }

  /** Shows the terminals if they are hidden and waits for a screen to type into. */
  public void showTerminal() {
    if (page.locator(".xterm").count() == 0) {
      page.getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Terminal").setExact(true))
          .click();
    }
    page.locator(".xterm").first().waitFor();
  }

  /** Types a line into the visible terminal. */
  public void shell(String line) {
    page.locator(".xterm-helper-textarea").first().focus();
    page.keyboard().type(line);
    page.keyboard().press("Enter");
  }

  /** Presses Run and waits for the preview to stand beside the editor. */
  public FrameLocator runApp() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run").setExact(true))
        .click();
    return page.frameLocator("iframe[title='Preview of the app']");
  }

  /** What the browser understands, too: its expressions have no quoting. */
  private static Pattern startingWith(String name) {
    return Pattern.compile("^" + name.replace(".", "\\."));
  }

  private Locator tree() {
    return page.getByRole(AriaRole.TREE, new Page.GetByRoleOptions().setName("Files"));
  }
}
