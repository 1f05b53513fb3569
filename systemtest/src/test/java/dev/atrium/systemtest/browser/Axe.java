package dev.atrium.systemtest.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Deque's axe-core on a page as it stands. It is evaluated through the browser's debugger and not
 * added as a script, so it neither needs nor loosens the page's content security policy.
 */
public final class Axe {

  private static final String SOURCE = source();

  private static final String RUN =
      """
      allowed => axe.run({
        iframes: false,
        elementRef: true,
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }).then(({violations}) => violations
        .filter(({impact}) => impact === 'serious' || impact === 'critical')
        .flatMap(({id, nodes}) => nodes
          .filter(({element}) => !(allowed[id] && element.closest(allowed[id])))
          .map(({target, failureSummary, html}) =>
            `${id}: ${target.join(' ')}\\n  ${failureSummary}\\n  ${html}`)))
      """;

  /** A change of the colours shows in the frame after the next, when transitions are done. */
  private static final String DRAWN =
      """
      () => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
        .then(() => Promise.all(document.getAnimations()
          .filter(({effect}) => effect?.getComputedTiming().endTime !== Infinity)
          .map(({finished}) => finished.catch(() => null))))
      """;

  private Axe() {}

  /**
   * Asserts that nothing on the page is a serious or critical violation, in dark and in light.
   *
   * @param where names the page when it fails
   * @param allowed by rule, a selector: what is inside of it may break the rule
   */
  public static void check(Page page, String where, Map<String, String> allowed) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      if (!(boolean) page.evaluate("typeof axe === 'object'")) {
        page.evaluate(SOURCE);
      }
      page.evaluate(DRAWN);
      assertThat((List<?>) page.evaluate(RUN, allowed)).as("%s, %s", where, scheme).isEmpty();
    }
  }

  private static String source() {
    Path axe =
        Path.of(
            System.getProperty("atrium.install", ".."),
            "frontend/node_modules/axe-core/axe.min.js");
    try {
      return Files.readString(axe);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
