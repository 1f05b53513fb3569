package dev.atrium.runner.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.session.CloseCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final Hand clock = new Hand();
  private final Sessions sessions = new Sessions(clock);
  private final List<CloseCode> closed = new ArrayList<>();

  @Test
  void closesASocketWhenItsTokenExpires() {
    sessions.open(caller("s", 60), closed::add);
    clock.now = clock.now.plusSeconds(59);
    sessions.sweep();
    assertThat(closed).isEmpty();
    clock.now = clock.now.plusSeconds(1);
    sessions.sweep();
    sessions.sweep();
    assertThat(closed).containsExactly(CloseCode.SIGNED_OUT);
  }

  @Test
  void keepsASocketWhoseSessionWasRenewed() {
    sessions.open(caller("s", 60), closed::add);
    sessions.renewed("s", clock.now.plusSeconds(600));
    clock.now = clock.now.plusSeconds(300);
    sessions.sweep();
    assertThat(closed).isEmpty();
  }

  @Test
  void endsASessionWithItsSocketsAndNoOthers() {
    sessions.open(caller("s", 60), closed::add);
    sessions.open(caller("other", 60), code -> closed.add(null));
    sessions.end("s");
    assertThat(closed).containsExactly(CloseCode.SIGNED_OUT);
    assertThat(sessions.isEnded(caller("s", 60))).isTrue();
    assertThat(sessions.isEnded(caller("other", 60))).isFalse();
    sessions.open(caller("s", 60), closed::add);
    assertThat(closed).hasSize(2);
  }

  @Test
  void forgetsAnEndedSessionOnlyWhenNoTokenOfItCanBeValid() {
    sessions.end("s");
    clock.now = clock.now.plus(Duration.ofHours(12));
    sessions.sweep();
    assertThat(sessions.isEnded(caller("s", 60))).isTrue();
    clock.now = clock.now.plus(Duration.ofMinutes(2));
    sessions.sweep();
    assertThat(sessions.isEnded(caller("s", 60))).isFalse();
  }

  @Test
  void leavesAClosedSocketAlone() {
    sessions.open(caller("s", 60), closed::add).run();
    sessions.end("s");
    sessions.stop();
    assertThat(closed).isEmpty();
  }

  @Test
  void tellsEverySocketThatTheRunnerStops() {
    sessions.open(caller("s", 60), closed::add);
    sessions.open(caller(null, 60), closed::add);
    sessions.stop();
    assertThat(closed).containsExactly(CloseCode.STOPPING, CloseCode.STOPPING);
  }

  private Caller caller(String session, int seconds) {
    return new Caller(
        "ann", "Ann", "Weather", Role.EDITOR, session, clock.now.plusSeconds(seconds));
  }

  /** A clock that stands still unless a test moves it. */
  private static final class Hand extends Clock {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
