package dev.atrium.runner.document;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.path.ProjectPath;
import dev.atrium.runner.sync.DocumentLog;
import dev.atrium.runner.testing.DirectDocumentLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class UpdateJournalTest {

  private static final DocumentLog.Update UPDATE =
      new DocumentLog.Update(
          new Object(), "guid", ProjectPath.of("a.txt"), new byte[0], null, null);

  private final CountDownLatch busy = new CountDownLatch(1);
  private final DirectDocumentLog log =
      new DirectDocumentLog() {
        @Override
        public void append(List<Update> updates) {
          busy.countDown();
          super.append(updates);
        }
      };
  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void whoeverIsToldThatMuchIsStoredIsToldOnce() {
    log.stall();
    try (UpdateJournal journal = new UpdateJournal(log)) {
      journal.add(UPDATE, failure -> told.add("first"));
      await(busy);
      journal.lastAfterThat("ann", () -> told.add("ann 1"));
      journal.add(UPDATE, failure -> told.add("second"));
      journal.lastAfterThat("bob", () -> told.add("bob 1"));
      journal.afterThat(() -> told.add("third"));
      journal.lastAfterThat("ann", () -> told.add("ann 2"));
      journal.afterThat(() -> told.add("fourth"));
      assertThat(told).as("nothing is durable yet").isEmpty();
      log.goOn();
      await().until(() -> told.contains("fourth"));
    }
    assertThat(told).containsExactly("first", "second", "bob 1", "third", "ann 2", "fourth");
  }
}
