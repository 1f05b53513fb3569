package dev.atrium.systemtest.project;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import dev.atrium.systemtest.browser.Browsers;
import dev.atrium.systemtest.browser.HomePage;
import dev.atrium.systemtest.browser.IdePage;
import dev.atrium.systemtest.http.Http;
import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real npm project lives inside: {@code st}, a static file server with five dependencies, a
 * command and a test suite of its own, taken from the npm registry as its authors published it.
 */
@ExtendWith({SharedInstallation.class, Browsers.class})
class ImportedProjectST {

  private static final String PACKAGE = "st@3.0.3";

  /** How long npm and the tests may take. */
  private static final Duration COMMAND = Duration.ofMinutes(5);

  @Test
  void isImportedInstalledTestedAndServed(
      StandaloneInstallation atrium, Browsers browsers, @TempDir Path work)
      throws IOException, InterruptedException {
    assumeTrue(
        run(work, "npm", "pack", "--silent", PACKAGE) == 0,
        "the imported-project test: the npm registry does not answer");
    Path archive;
    try (Stream<Path> files = Files.list(work)) {
      archive = files.filter(file -> file.toString().endsWith(".tgz")).findFirst().orElseThrow();
    }
    assertThat(run(work, "tar", "xzf", archive.toString())).isZero();
    Path source = work.resolve("package");
    Files.writeString(
        source.resolve("atrium.json"), "{\"run\": \"node bin/server.js -l -p $PORT -d .\"}\n");

    Page page = browsers.newPerson().newPage();
    HomePage home = HomePage.signIn(page, atrium);
    home.importZip(zip(source, work.resolve("st.zip")), "st");
    IdePage ide = home.openProject("st");
    assertThat(ide.file("package.json").first()).isVisible();

    ide.showTerminal();
    ide.shell(
        "npm install --no-package-lock --no-fund --no-audit > install.log 2>&1; echo $? > install.exit");
    awaitSuccess(atrium, ide, "install");
    // Its tests count upwards from $PORT by appending digits to it, which wants a short one.
    // Without a bound of ours each of its files has 30 s.
    ide.shell(
        "env -u PORT npx tap --timeout=240 --no-coverage -R terse test/basic.js test/cors.js test/multi-mount.js test/cli/basic-test.js > test.log 2>&1; echo $? > test.exit");
    awaitSuccess(atrium, ide, "test");

    assertThat(ide.runApp().locator("body")).containsText("package.json");
    assertThat(ide.file("node_modules").first()).isVisible();
    try (var s3 = atrium.s3()) {
      assertThat(s3.keys(ide.project(), "files/node_modules")).isEmpty();
      assertThat(s3.file(ide.project(), "bin/server.js")).isPresent();
    }
  }

  /** Waits until a command has left its exit code, and shows its log if that is not 0. */
  private static void awaitSuccess(StandaloneInstallation atrium, IdePage ide, String command) {
    URI files = atrium.ide(ide.project()).resolve("/api/files/");
    String cookie = Person.signIn(atrium).open(atrium.ide(ide.project()));
    String code =
        await()
            .atMost(COMMAND)
            .pollInterval(Duration.ofSeconds(1))
            .until(
                () -> read(files.resolve(command + ".exit"), cookie), text -> text.matches("\\d+"));
    assertThat(code).as(read(files.resolve(command + ".log"), cookie)).isEqualTo("0");
  }

  private static String read(URI file, String cookie) {
    return Http.get(file).header("Cookie", cookie).send().body().strip();
  }

  private static Path zip(Path source, Path target) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(target));
        Stream<Path> files = Files.walk(source)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry("st-3.0.3/" + source.relativize(file)));
        Files.copy(file, zip);
      }
    }
    return target;
  }

  private static int run(Path directory, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }
}
