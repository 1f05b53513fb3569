package dev.atrium.runner.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** How long a store may be silent at each point of an upload. */
class PatienceTest {

  private static final Duration SILENCE = Duration.ofSeconds(4);
  private static final byte[] CONTENT = new byte[64 << 20];

  private final StorageHttp http = new StorageHttp(HttpClient.newHttpClient(), SILENCE);
  private final Body body =
      Body.of(() -> new ByteArrayInputStream(CONTENT), CONTENT.length, ContentHash.of(CONTENT));

  @Test
  void aStoreThatStopsTakingALargeBodyIsSoonGivenUp() {
    take(body.publisher(), 1);
    assertThat(http.patience(body)).isEqualTo(SILENCE);
  }

  @Test
  void aStoreThatHasALargeBodyMayTakeItsTimeToAnswer() {
    take(body.publisher(), Long.MAX_VALUE);
    assertThat(http.patience(body)).isEqualTo(SILENCE.plusSeconds(2));
  }

  @Test
  void anotherAttemptBeginsAnew() {
    take(body.publisher(), Long.MAX_VALUE);
    body.publisher();
    assertThat(http.patience(body)).isEqualTo(SILENCE);
  }

  /** Takes so many buffers, on this thread. */
  private static void take(BodyPublisher publisher, long buffers) {
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(buffers);
          }

          @Override
          public void onNext(ByteBuffer taken) {}

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }

          @Override
          public void onComplete() {}
        });
  }
}
