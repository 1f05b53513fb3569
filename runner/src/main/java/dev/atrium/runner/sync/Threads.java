package dev.atrium.runner.sync;

/** How a loop that runs on a thread of its own comes to its end. */
public final class Threads {

  private Threads() {}

  /** Interrupts a thread and waits until it has ended, or until the caller is interrupted. */
  public static void end(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
