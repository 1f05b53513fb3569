package dev.atrium.standalone.home;

/** Readers of what child processes write. */
public final class Pipes {

  private Pipes() {}

  /**
   * Runs a reader that blocks on a pipe. On a thread of its own, because a virtual thread would
   * hold its carrier meanwhile: as many silent children as processors, and every virtual thread
   * stands.
   */
  public static void read(String name, Runnable reader) {
    Thread.ofPlatform().daemon().name(name).start(reader);
  }
}
