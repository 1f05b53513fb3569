package dev.atrium.ydoc;

/** Ends what was subscribed to when it is closed; to close it twice does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  @Override
  void close();
}
