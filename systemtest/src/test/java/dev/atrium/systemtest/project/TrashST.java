package dev.atrium.systemtest.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.systemtest.http.Person;
import dev.atrium.systemtest.installation.IndependentS3;
import dev.atrium.systemtest.installation.SharedInstallation;
import dev.atrium.systemtest.installation.StandaloneInstallation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The trash keeps everything; what is deleted from it is gone everywhere. */
@ExtendWith(SharedInstallation.class)
class TrashST {

  @Test
  void whatIsDeletedForGoodLeavesNothingBehind(StandaloneInstallation atrium) {
    Person person = Person.signIn(atrium);
    String project = person.createAsleep("Thrown away", "web");
    String address = "/api/projects/" + project;
    try (IndependentS3 s3 = atrium.s3()) {
      assertThat(person.hub("DELETE", address).send().statusCode()).isEqualTo(409);
      assertThat(person.hub("POST", address + "/trash").send().statusCode()).isEqualTo(200);
      assertThat(s3.file(project, "index.html")).isPresent();

      assertThat(person.hub("DELETE", address).send().statusCode()).isEqualTo(204);
      assertThat(s3.keys(project, "")).isEmpty();
      assertThat(atrium.home().resolve("repls").resolve(project)).doesNotExist();
      assertThat(person.hub("GET", address).send().statusCode()).isEqualTo(404);
    }
  }
}
