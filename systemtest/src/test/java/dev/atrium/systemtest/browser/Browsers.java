package dev.atrium.systemtest.browser;

import static dev.atrium.testing.Patience.PATIENCE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.atrium.systemtest.installation.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * A real Chromium for a test class. What its pages wrote to the console is printed when a test
 * fails, and each open page leaves a screenshot under {@code target/evidence}.
 */
public final class Browsers implements ParameterResolver, TestWatcher, AfterAllCallback {

  private Playwright playwright;
  private Browser browser;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> console = new ArrayList<>();

  /** Somebody new at the screen: no cookies, nothing stored. */
  public BrowserContext newPerson() {
    return newPerson(ColorScheme.DARK);
  }

  public BrowserContext newPerson(ColorScheme scheme) {
    BrowserContext context =
        browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(1280, 800)
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE.toMillis());
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    context.onConsoleMessage(
        message -> {
          // Chromium without a GPU warns of its own drawing at every frame.
          if (!message.text().contains("GL Driver Message")) {
            console.add(message.type() + " " + message.text() + " @ " + message.location());
          }
        });
    context.onWebError(error -> console.add("uncaught " + error.error()));
    contexts.add(context);
    return context;
  }

  /** Errors that pages have reported so far: uncaught exceptions and refused content. */
  public List<String> pageErrors() {
    return console.stream()
        .filter(line -> line.startsWith("uncaught") || line.contains("Content Security Policy"))
        .toList();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browsers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return this;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    Path evidence = Evidence.of(context);
    int number = 0;
    for (BrowserContext person : contexts) {
      for (Page page : person.pages()) {
        try {
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(evidence.resolve("page-" + number++ + ".png"))
                  .setTimeout(5_000));
        } catch (PlaywrightException noPicture) {
          cause.addSuppressed(noPicture);
        }
      }
    }
    console.forEach(line -> System.err.println("browser: " + line));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (playwright != null) {
      playwright.close();
      playwright = null;
      browser = null;
    }
  }

  private Browser browser() {
    if (browser == null) {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(
                          Path.of(
                              System.getenv().getOrDefault("ATRIUM_CHROMIUM", "/usr/bin/chromium")))
                      // Root may not use Chromium's own sandbox; the rest keeps it off the network.
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-quic",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync")));
    }
    return browser;
  }
}
