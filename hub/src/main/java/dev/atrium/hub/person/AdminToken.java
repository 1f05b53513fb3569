package dev.atrium.hub.person;

import dev.atrium.api.problem.ProblemType;
import dev.atrium.hub.config.HubConfig;
import dev.atrium.hub.keys.SecretFile;
import dev.atrium.hub.keys.Secrets;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The installation's admin token. Read anew each time, so it can be exchanged. Thread-safe. */
@Singleton
public class AdminToken {

  /** A file that holds less, such as one that was never filled, opens nothing. */
  private static final int SHORTEST = 16;

  private static final int LONGEST = 1024;
  private static final int FAILURES = 20;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  @Inject HubConfig config;
  @Inject Clock clock;

  private Attempts attempts;

  @PostConstruct
  void start() {
    attempts = new Attempts(FAILURES, WINDOW, clock);
  }

  /**
   * Returns if this is the token.
   *
   * @param given what somebody sent, or null
   * @throws dev.atrium.api.problem.ProblemException {@code not-signed-in}, or {@code too-many}
   *     after 20 wrong ones within a minute, whoever sent them
   */
  public synchronized void require(String given) {
    if (!attempts.isOpen()) {
      throw ProblemType.TOO_MANY.thrown("Too many wrong tokens were sent; wait a minute.");
    }
    String token = SecretFile.readOrCreate(config.adminToken(), Secrets::random).strip();
    if (token.length() < SHORTEST) {
      throw ProblemType.NOT_READY.thrown("This installation has no admin token yet.");
    }
    if (given == null || given.length() > LONGEST || !Secrets.same(given.strip(), token)) {
      attempts.failed();
      throw ProblemType.NOT_SIGNED_IN.thrown("That is not this installation's admin token.");
    }
  }
}
