package dev.atrium.runner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MailboxTest {

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final Mailbox mailbox = new Mailbox(threads::add);
  private final List<String> done = new ArrayList<>();

  @Test
  void whatIsDoneHereIsOverWhenNothingElseIsUnderWay() {
    mailbox.executeHere(() -> done.add("one"));
    assertThat(done).containsExactly("one");
    assertThat(threads).isEmpty();
  }

  @Test
  void whatIsToBeDoneHereWaitsForWhatCameBefore() {
    mailbox.execute(() -> done.add("one"));
    mailbox.executeHere(() -> done.add("two"));
    assertThat(done).isEmpty();

    threads.remove().run();
    assertThat(done).containsExactly("one", "two");
    mailbox.executeHere(() -> done.add("three"));
    assertThat(done).containsExactly("one", "two", "three");
  }

  @Test
  void whatComesMeanwhileIsDoneAfterwardsAndElsewhere() {
    mailbox.executeHere(
        () -> {
          mailbox.executeHere(() -> done.add("two"));
          mailbox.execute(() -> done.add("three"));
          done.add("one");
        });
    assertThat(done).containsExactly("one");

    threads.remove().run();
    assertThat(done).containsExactly("one", "two", "three");
    assertThat(threads).isEmpty();
  }

  @Test
  void theOtherTasksAreDoneWhateverOneOfThemMeets() {
    Runnable bad =
        () -> {
          throw new IllegalStateException("a task that fails, as it should here");
        };
    mailbox.executeHere(bad);
    mailbox.execute(bad);
    mailbox.execute(() -> done.add("one"));
    threads.remove().run();
    mailbox.executeHere(() -> done.add("two"));
    assertThat(done).containsExactly("one", "two");
  }
}
