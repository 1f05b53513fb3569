package dev.atrium.systemtest.cluster;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.atrium.systemtest.browser.Browsers;
import dev.atrium.systemtest.browser.HomePage;
import dev.atrium.systemtest.browser.IdePage;
import dev.atrium.systemtest.installation.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of a Repl that is made with kubectl, in a namespace that enforces Pod Security. */
@Tag("cluster")
@ExtendWith({SharedCluster.class, Browsers.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplByKubectlST {

  /** Ids are never reused, and a cluster that was given may have had this test before. */
  private static final String PROJECT = Team.unique("hello");

  private static final Path EXAMPLE =
      Path.of(System.getProperty("atrium.install", "..")).resolve("k8s/examples/node.yaml");

  private ClusterInstallation atrium;
  private Team team;
  private Page page;
  private IdePage ide;

  @AfterAll
  void removeNamespace() {
    if (team != null) {
      team.close();
    }
  }

  @Test
  @Order(1)
  void anExampleGetsReadyAndTellsItsAddress(ClusterInstallation installation, Browsers browsers)
      throws IOException {
    atrium = installation;
    page = browsers.newPerson().newPage();
    team = Team.create(atrium.kubectl());
    team.apply(Files.readString(EXAMPLE).replace("hellonode", PROJECT)).orFail();
    team.awaitReady("node");
    assertThat(team.run("get", "repl", "node", "--no-headers"))
        .containsPattern("node +node +Running +True +http://" + PROJECT + ".ide.localhost:18080 ");
  }

  @Test
  @Order(2)
  void itsAddressLeadsThroughSignInToItsIde() {
    IdePage.navigate(page, team.field("repl/node", ".status.ideUrl"));
    HomePage.typeToken(page, ((SignIn.AdminToken) atrium.signIn()).token());
    ide = IdePage.awaitOn(page);
    assertThat(ide.project()).isEqualTo(PROJECT);
  }

  @Test
  @Order(3)
  void anEditIsInS3() {
    edit("# Typed on a cluster\n");
    ide.awaitSaved();
    awaitInS3("# Typed on a cluster\n");
  }

  @Test
  @Order(4)
  void theAppAnswersAtItsOwnHost() {
    assertThat(ide.runApp().locator("body")).containsText("It runs.");
    Page tab = page.context().newPage();
    tab.navigate(team.field("repl/node", ".status.appUrl"));
    assertThat(tab.locator("body")).containsText("It runs.");
    tab.close();
  }

  @Test
  @Order(5)
  void aKilledProcessLosesNothingAcknowledged() {
    edit("typed just before the kill\n");
    awaitAcknowledged();
    // So that what comes back is the runner's own, and not what the browser has kept.
    page.context().setOffline(true);
    atrium.killRunner(PROJECT);
    awaitInS3("typed just before the kill\n");
    page.context().setOffline(false);
    ide.awaitConnected();
    awaitText("typed\u00a0just\u00a0before\u00a0the\u00a0kill");
  }

  @Test
  @Order(6)
  void aLostPodLosesNothingThatWasShownAsSaved() {
    edit("saved before the pod was lost\n");
    ide.awaitSaved();
    Pod lost = atrium.runner(PROJECT);
    lost.lose();
    await().until(() -> isReplaced(lost));
    ide.awaitConnected();
    awaitText("saved\u00a0before\u00a0the\u00a0pod\u00a0was\u00a0lost");
  }

  @Test
  @Order(7)
  void asleepItHasNoPodAndOpeningItsAddressWakesIt() {
    edit("typed before sleep\n");
    awaitAcknowledged();
    team.mode("node", "Suspended");
    team.await("repl/node", ".status.state", "Suspended");
    await().until(() -> atrium.runners(PROJECT).isEmpty());
    assertThat(team.run("get", "ingress", "--output", "name")).isEmpty();
    awaitInS3("typed before sleep\n");

    IdePage.navigate(page, atrium.ide(PROJECT).toString());
    ide = IdePage.awaitOn(page);
    assertThat(team.field("repl/node", ".spec.operatingMode")).isEqualTo("Running");
    awaitText("typed\u00a0before\u00a0sleep");
  }

  @Test
  @Order(8)
  void anOperatorThatWasKilledCatchesUp() {
    atrium.withoutOperator(
        () -> {
          team.mode("node", "Suspended");
          // An open IDE needs no operator.
          ide = ide.reload();
        });
    team.await("repl/node", ".status.state", "Suspended");
    team.mode("node", "Running");
    team.awaitReady("node");
  }

  @Test
  @Order(9)
  void deletedItLeavesNothingButItsFilesInS3() {
    String before = team.objects();
    assertThat(before).contains("deployment.apps/node-repl");
    team.run("delete", "repl", "node", "--timeout=120s");
    await().untilAsserted(() -> assertThat(team.objects()).isEmpty());
    awaitInS3("typed before sleep\n");
  }

  @Test
  @Order(10)
  void noPageReportedAnError(Browsers browsers) {
    assertThat(browsers.pageErrors()).isEmpty();
  }

  private boolean isReplaced(Pod lost) {
    List<Pod> pods = atrium.runners(PROJECT);
    return pods.size() == 1
        && !pods.getFirst().name().equals(lost.name())
        && pods.getFirst().isReady();
  }

  private void edit(String text) {
    ide.openFile("README.md");
    ide.type(text);
  }

  /** Waits until the runner's journal has it, which says nothing about S3. */
  private void awaitAcknowledged() {
    await().until(() -> page.getByLabel("README.md, not saved yet").count() == 0);
  }

  /** What a page that is loaded anew shows. */
  private void awaitText(String text) {
    ide = ide.reload();
    ide.openFile("README.md");
    assertThat(ide.editorText()).containsText(text);
  }

  private void awaitInS3(String text) {
    atrium.awaitInS3(PROJECT, "README.md", text);
  }
}
