package dev.atrium.runner.storage;

/** A newer epoch has the project's log; this runner must stop writing. */
public final class SupersededException extends Exception {

  public SupersededException(String message) {
    super(message);
  }
}
