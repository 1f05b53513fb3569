package dev.atrium.runner.journal;

/**
 * The journal could not make something durable and takes nothing more: what the disk holds is
 * unknown until the next start reads it.
 */
public final class JournalFailedException extends RuntimeException {

  public JournalFailedException(Throwable cause) {
    super("The journal failed and takes no more edits until the runner starts again.", cause);
  }
}
