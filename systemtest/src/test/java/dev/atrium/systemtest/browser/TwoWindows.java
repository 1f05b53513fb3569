package dev.atrium.systemtest.browser;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.atrium.api.access.Role;
import dev.atrium.systemtest.installation.Accounts;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.StandaloneInstallation;

/**
 * One new project in two browsers, dark here and light there, with the same file in front.
 *
 * @param here the owner's
 */
record TwoWindows(StandaloneInstallation atrium, String project, IdePage here, IdePage there) {

  static final String FILE = "README.md";

  /** Both are the same person's. */
  static TwoWindows ofOnePerson(StandaloneInstallation atrium, Browsers browsers, String name) {
    IdePage here = create(atrium, browsers, name);
    HomePage home = HomePage.signIn(browsers.newPerson(ColorScheme.LIGHT).newPage(), atrium);
    return open(atrium, here, home.openProject(name));
  }

  /** The other one is somebody else's. */
  static TwoWindows withMember(
      StandaloneInstallation atrium, Browsers browsers, String name, String member, Role role) {
    IdePage here = create(atrium, browsers, name);
    return open(atrium, here, join(atrium, browsers, here, name, member, role));
  }

  /** Somebody new opens a project. */
  static IdePage join(
      StandaloneInstallation atrium,
      Browsers browsers,
      IdePage owners,
      String name,
      String member,
      Role role) {
    var way = new Accounts(atrium).member(member, owners.project(), role);
    var page = browsers.newPerson(ColorScheme.LIGHT).newPage();
    return HomePage.signIn(page, atrium, way).openProject(name);
  }

  private static IdePage create(StandaloneInstallation atrium, Browsers browsers, String name) {
    return HomePage.signIn(browsers.newPerson().newPage(), atrium).newProject(name, "Node.js");
  }

  private static TwoWindows open(StandaloneInstallation atrium, IdePage here, IdePage there) {
    here.openFile(FILE);
    there.openFile(FILE);
    return new TwoWindows(atrium, here.project(), here, there);
  }

  /** Waits until the file in S3 contains a text. */
  void awaitInS3(String text) {
    try (IndependentS3 s3 = atrium.s3()) {
      await().untilAsserted(() -> assertThat(s3.file(project, FILE).orElse("")).contains(text));
    }
  }
}
