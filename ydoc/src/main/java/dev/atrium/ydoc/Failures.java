package dev.atrium.ydoc;

/**
 * What observers threw. All of them are called; the first failure is thrown when they have been.
 */
final class Failures {

  private RuntimeException first;

  void collect(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
    }
  }

  void rethrow() {
    if (first != null) {
      throw first;
    }
  }
}
