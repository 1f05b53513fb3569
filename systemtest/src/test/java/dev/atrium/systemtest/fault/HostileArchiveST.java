package dev.atrium.systemtest.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.http.RawHttp;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that no honest program makes, through the door that people use. */
@ExtendWith(SharedInstallation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileArchiveST {

  private Person person;
  private List<String> before;

  @BeforeAll
  void signIn(StandaloneInstallation atrium) {
    person = Person.signIn(atrium);
    before = person.projects();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../escaped.txt", "/etc/absolute.txt", "a/../../b.txt", "a//b.txt"})
  void anEntryThatLeavesTheProjectIsNamedAndNothingStays(String name) throws IOException {
    refused(send(zip("fine.txt", name)), name);
  }

  @Test
  void aNameThatComesTwiceIsNamedAndNothingStays() throws IOException {
    byte[] twice = zip("same-1.txt", "same-2.txt");
    refused(send(replace(twice, "same-2.txt", "same-1.txt")), "same-1.txt");
  }

  @Test
  void aBombIsStoppedAndNothingStays() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb.bin"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        zip.write(zeros);
      }
    }
    refused(send(bytes.toByteArray()), "bomb.bin");
  }

  @Test
  void whatIsNoArchiveOrBrokenOffIsRefusedAndNothingStays() throws IOException {
    refused(send("no archive".getBytes(StandardCharsets.UTF_8)), "");
    byte[] whole = zip("one.txt", "two.txt");
    refused(send(Arrays.copyOf(whole, whole.length - 30)), "");
  }

  @Test
  void moreThanTheHubTakesIsRefusedBeforeItComes() {
    var announced =
        person
            .hub("POST", "/api/projects/import?name=Huge")
            .header("Content-Type", "application/zip")
            .head("Content-Length: " + ((1L << 30) + 1));
    assertThat(RawHttp.send(announced)).contains(" 413 ", "urn:atrium:problem:too-large");
    assertThat(person.projects()).containsExactlyInAnyOrderElementsOf(before);
  }

  private HttpResponse<String> send(byte[] archive) {
    return person
        .hub("POST", "/api/projects/import?name=Hostile")
        .body("application/zip", archive)
        .send();
  }

  /** The refusal may come as the answer or, once progress has been told, as its last line. */
  private void refused(HttpResponse<String> answer, String named) {
    String last = answer.body().lines().reduce("", (earlier, line) -> line);
    assertThat(last)
        .contains("urn:atrium:problem:")
        .contains(named)
        .doesNotContain("\"done\":true");
    assertThat(person.projects()).containsExactlyInAnyOrderElementsOf(before);
  }

  private static byte[] zip(String... names) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("text".getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] replace(byte[] archive, String from, String to) {
    return new String(archive, StandardCharsets.ISO_8859_1)
        .replace(from, to)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
