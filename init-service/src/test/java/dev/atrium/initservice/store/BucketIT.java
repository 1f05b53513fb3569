package dev.atrium.initservice.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atrium.api.problem.ProblemException;
import dev.atrium.api.problem.ProblemType;
import dev.atrium.initservice.S3ServerFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of a bucket, at the real S3 server. */
class BucketIT {

  private static S3ServerFixture s3;

  @BeforeAll
  static void start() {
    s3 = new S3ServerFixture();
  }

  @AfterAll
  static void stop() {
    s3.close();
  }

  @Test
  void oneThatIsThereIsFine() {
    assertThatCode(new TestStorage(s3.endpoint()).whole()::require).doesNotThrowAnyException();
  }

  @Test
  void oneThatIsMissingIsMadeOnlyWhereThatIsAllowed() {
    assertUnreachable(new TestStorage(s3.endpoint(), "another", false).whole(), "create-bucket");

    var allowed = new TestStorage(s3.endpoint(), "another", true).whole();
    assertThatCode(allowed::require).doesNotThrowAnyException();
    assertThatCode(allowed::require).doesNotThrowAnyException();
  }

  @Test
  void aServerThatIsAwayIsNamed() {
    var elsewhere = new TestStorage(s3.endpoint().resolve("http://127.0.0.1:1"));

    assertUnreachable(elsewhere.whole(), "http://127.0.0.1:1");
  }

  private static void assertUnreachable(Bucket bucket, String said) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(bucket::require)
        .withMessageContaining(said)
        .returns(ProblemType.STORAGE_UNREACHABLE, ProblemException::type);
  }
}
