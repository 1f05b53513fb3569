package dev.atrium.systemtest.cluster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.PATIENCE;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.atrium.api.path.ProjectPath;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.systemtest.browser.Browsers;
import dev.atrium.systemtest.browser.HomePage;
import dev.atrium.systemtest.browser.IdePage;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.Window;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two browsers in one file through a real ingress, whose pod is lost, falls asleep and comes back
 * under them.
 */
@Tag("cluster")
@ExtendWith({SharedCluster.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LiveDocumentsClusterST {

  private static final String FILE = "README.md";

  /** What a person calls at once, on a machine that has nothing else to do. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** One of so many is not held up by whatever else the machine does. */
  private static final int TRIES = 8;

  /**
   * Longer than the native cluster's ingress lets a stream be idle; see cluster/parts/ingress.sh.
   */
  private static final Duration IDLE = Duration.ofSeconds(40);

  /** Keys in each window after the pod is gone. */
  private static final int AFTERWARDS = 10;

  private ClusterInstallation atrium;
  private IdePage here;
  private IdePage there;
  private String project;
  private Window idle;
  private long idleSince;

  @BeforeAll
  void openOneFileInTwoWindows(ClusterInstallation installation, Browsers browsers) {
    atrium = installation;
    openAnIdleSession();
    here =
        HomePage.signIn(browsers.newPerson().newPage(), atrium).newProject("Together", "Node.js");
    project = here.project();
    there = HomePage.signIn(browsers.newPerson().newPage(), atrium).openProject("Together");
    both().forEach(window -> window.openFile(FILE));
    here.type("top\n\nbottom");
    assertThat(there.editorText()).containsText("bottom");
  }

  /** Nobody does anything in it until the end. */
  private void openAnIdleSession() {
    Person person = Person.signIn(atrium);
    String other = person.createProject("Idle", "web");
    person.start(other);
    URI ide = atrium.ide(other);
    idle = Window.open(ide, person.open(ide));
    idle.next(ServerFrame.Loaded.class);
    idleSince = System.nanoTime();
  }

  @AfterAll
  void closeTheIdleSession() {
    if (idle != null) {
      idle.close();
    }
  }

  @Test
  @Order(1)
  void aKeyIsInTheOtherWindowAtOnce() {
    assertAtOnce(here, there);
    assertAtOnce(there, here);
    both().forEach(IdePage::awaitSaved);
    awaitAllInS3(here.text());
  }

  private static void assertAtOnce(IdePage from, IdePage to) {
    from.moveTo("Control+Home");
    Duration best = PATIENCE;
    for (int attempt = 1; attempt <= TRIES && best.compareTo(AT_ONCE) > 0; attempt++) {
      String mark = "mark" + System.nanoTime();
      long before = System.nanoTime();
      from.page().keyboard().insertText(mark + " ");
      assertThat(to.editorText()).containsText(mark);
      Duration taken = Duration.ofNanos(System.nanoTime() - before);
      best = taken.compareTo(best) < 0 ? taken : best;
    }
    System.out.println("What was typed was in the other window after " + best.toMillis() + " ms.");
    assertThat(best).isLessThanOrEqualTo(AT_ONCE);
  }

  @Test
  @Order(2)
  void eachSeesTheOthersCaret() {
    both().forEach(window -> window.moveTo("Control+End"));
    both().forEach(window -> assertThat(window.page().locator(".remote-caret")).hasCount(1));
  }

  @Test
  @Order(3)
  void whatBothTypeWhileTheirPodIsLostIsInBoth() {
    both().forEach(IdePage::awaitSaved);
    String before = here.text();
    here.moveTo("Control+Home");
    there.moveTo("Control+End");
    Pod lost = atrium.runner(project);
    var loss = CompletableFuture.runAsync(lost::lose);
    String typed = typeUntilBothNoticed();
    loss.join();

    both().forEach(IdePage::awaitConnected);
    both().forEach(IdePage::awaitSaved);
    String all = typed + before + typed;
    await().untilAsserted(() -> assertThat(here.text()).isEqualTo(all));
    await().untilAsserted(() -> assertThat(there.text()).isEqualTo(all));
    awaitAllInS3(all);
    assertThat(atrium.runner(project)).isNotEqualTo(lost);
  }

  private List<IdePage> both() {
    return List.of(here, there);
  }

  /** The whole text, without the ends of its lines. */
  private void awaitAllInS3(String all) {
    atrium.awaitInS3(project, FILE, text -> assertThat(text.replace("\n", "")).isEqualTo(all));
  }

  /** Types the same into both, key by key in turns, and a few keys more when nobody answers. */
  private String typeUntilBothNoticed() {
    var typed = new StringBuilder();
    Set<IdePage> connected = new HashSet<>(both());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!connected.isEmpty()) {
      assertThat(System.nanoTime()).as("both noticed").isLessThan(end);
      typed.append(typeInBoth(typed.length()));
      connected.removeIf(window -> !window.isConnected());
    }
    for (int each = 0; each < AFTERWARDS; each++) {
      typed.append(typeInBoth(typed.length()));
    }
    return typed.toString();
  }

  private char typeInBoth(int number) {
    char key = (char) ('a' + number % 26);
    both().forEach(window -> window.page().keyboard().type(String.valueOf(key)));
    return key;
  }

  @Test
  @Order(4)
  void asleepBothSaySoAndWhatIsTypedMeanwhileArrivesOnceItWakes() {
    atrium.suspend(project);
    for (IdePage window : both()) {
      assertThat(window.page().getByText("The project is asleep or starting.")).isVisible();
    }
    there.moveTo("Control+Home");
    there.page().keyboard().insertText("typed while it slept, ");
    assertThat(there.status()).containsText(Pattern.compile("\\d+ changes? waits? here"));

    Locator wake =
        here.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Wake it"));
    wake.click();
    here = IdePage.awaitOn(here.page());
    there.awaitConnected();
    assertThat(here.editorText()).containsText("typed\u00a0while\u00a0it\u00a0slept,");
    both().forEach(IdePage::awaitSaved);
    await().untilAsserted(() -> assertThat(there.text()).isEqualTo(here.text()));
    awaitAllInS3(here.text());
  }

  @Test
  @Order(5)
  void aSessionInWhichNobodyDoesAnythingStaysOpen() {
    await().until(() -> System.nanoTime() - idleSince > IDLE.toNanos());
    assertThat(idle.isOpen()).isTrue();
    idle.send(new ClientFrame.FetchDir(1, ProjectPath.ROOT));
    idle.next(ServerFrame.Dir.class);
  }

  @Test
  @Order(6)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }
}
