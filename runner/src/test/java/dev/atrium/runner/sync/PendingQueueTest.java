package dev.atrium.runner.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.content.ContentHash;
import dev.atrium.api.log.DocumentState;
import dev.atrium.runner.storage.SavedLog.PendingChange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingQueueTest {

  private final PendingQueue queue = new PendingQueue();
  private long seq;

  @Test
  void nothingBehindWhatIsHeldCountsAsSaved() {
    queue.add(next(), List.of());
    Object holder = new Object();
    long held = queue.hold(holder, this::next);
    queue.add(next(), List.of());

    assertThat(queue.take().newestSeq()).isEqualTo(held - 1);
  }

  @Test
  void whatIsReleasedCountsLikeWhatWasAdded() {
    Object holder = new Object();
    queue.hold(holder, this::next);
    long last = queue.hold(holder, this::next);
    queue.release(holder);

    assertThat(queue.take().newestSeq()).isEqualTo(last);
  }

  @Test
  void theFirstOfSeveralHoldersHoldsEverythingBack() {
    Object first = new Object();
    Object second = new Object();
    long one = queue.hold(first, this::next);
    long two = queue.hold(second, this::next);
    queue.hold(first, this::next);
    queue.release(second);
    assertThat(queue.take().newestSeq()).isEqualTo(one - 1);

    queue.release(first);
    assertThat(queue.take().newestSeq()).isGreaterThan(two);
  }

  @Test
  void toReleaseWhatIsNotHeldChangesNothing() {
    queue.release(new Object());

    assertThat(queue.take().newestSeq()).isZero();
  }

  @Test
  void aHeldNumberIsSomethingToWaitForUntilItIsSaved() {
    Object holder = new Object();
    long held = queue.hold(holder, this::next);
    assertThat(queue.isEmpty(held - 1)).as("nothing can be done about it yet").isTrue();

    queue.release(holder);
    assertThat(queue.isEmpty(held - 1)).isFalse();
    assertThat(queue.isEmpty(held)).isTrue();
  }

  @Test
  void documentsOutliveTheChangesThatAComparisonReplaces() {
    queue.add(next(), List.of(change("a", whole(1))));
    queue.requestComparison();
    queue.add(next(), List.of(change("a", update(2))));

    DocumentState kept = queue.take().documents().get("guid");
    assertThat(kept.isWhole()).isTrue();
    assertThat(kept.updates()).containsExactly(new byte[] {2});
  }

  @Test
  void whatIsPutBackGoesBeforeWhatCameSince() {
    queue.add(next(), List.of(change("a", whole(1))));
    PendingQueue.Batch batch = queue.take();
    queue.add(next(), List.of(change("a", update(2))));
    queue.requestComparison();
    queue.putBack(batch);

    DocumentState kept = queue.take().documents().get("guid");
    assertThat(kept.isWhole()).as("an older whole state does not replace a newer update").isTrue();
    assertThat(kept.updates()).containsExactly(new byte[] {2});
  }

  @Test
  void aComparisonThatFailsKeepsItsDocumentsInOrder() {
    queue.add(next(), List.of(change("a", whole(1))));
    queue.requestComparison();
    PendingQueue.Batch batch = queue.take();
    queue.add(next(), List.of(change("a", update(2))));
    PendingQueue.Batch waiting = queue.takeForComparison(seq);
    queue.add(next(), List.of(change("a", update(3))));
    queue.putBack(waiting);
    queue.putBack(batch);

    PendingQueue.Batch again = queue.take();
    assertThat(again.compare()).isTrue();
    assertThat(again.documents().get("guid").isWhole()).isTrue();
    assertThat(again.documents().get("guid").updates())
        .containsExactly(new byte[] {2}, new byte[] {3});
  }

  @Test
  void whatCouldNotBeUploadedIsComparedAndKeepsItsDocument() {
    queue.add(next(), List.of(change("a", whole(1))));
    PendingQueue.Batch batch = queue.take();
    queue.add(next(), List.of(change("a", update(2))));
    queue.compareInPlaceOf(batch.changes());

    PendingQueue.Batch again = queue.take();
    assertThat(again.compare()).isTrue();
    assertThat(again.documents().get("guid").isWhole()).isTrue();
    assertThat(again.documents().get("guid").updates()).containsExactly(new byte[] {2});
  }

  private long next() {
    return ++seq;
  }

  private static PendingChange change(String path, DocumentState document) {
    return new PendingChange(0, Workspace.file(path, "x", null).withDocument(document), null);
  }

  private static DocumentState whole(int state) {
    return DocumentState.whole("guid", new byte[] {(byte) state}, projected());
  }

  private static DocumentState update(int update) {
    return DocumentState.updates("guid", List.of(new byte[] {(byte) update}), projected());
  }

  private static ContentHash projected() {
    return ContentHash.of("x".getBytes(StandardCharsets.UTF_8));
  }
}
