package dev.atrium.runner.document;

import java.time.Duration;

/** Runs a save when {@link SaveTimer} says that it is time. In the document's mailbox. */
final class SaveSchedule {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final DocumentServices services;
  private final Mailbox mailbox;
  private final Runnable save;
  private final SaveTimer timer = new SaveTimer();
  private boolean scheduled;

  SaveSchedule(DocumentServices services, Mailbox mailbox, Runnable save) {
    this.services = services;
    this.mailbox = mailbox;
    this.save = save;
  }

  /** Whether there is something to be saved, now or later. */
  boolean isDue() {
    return timer.isRunning();
  }

  /** There is something to be saved; {@link #goOn} says when. */
  void changed() {
    timer.changed(services.time().instant());
  }

  /** Nothing has changed since what is being saved now. */
  void reset() {
    timer.reset();
  }

  /** Sees to it that the save is run when it is time. */
  void goOn() {
    if (timer.isRunning()) {
      wakeAfter(timer.left(services.time().instant()));
    }
  }

  /** The same after a save that has failed. */
  void goOnLater() {
    wakeAfter(RETRY);
  }

  private void wakeAfter(Duration pause) {
    if (!scheduled) {
      scheduled = true;
      services.timers().after(pause, () -> mailbox.execute(this::wake));
    }
  }

  private void wake() {
    scheduled = false;
    if (timer.isRunning() && timer.left(services.time().instant()).isZero()) {
      save.run();
    } else {
      goOn();
    }
  }
}
