package dev.atrium.runner.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.session.CloseCode;
import dev.atrium.runner.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Sessions sessions = new Sessions(clock);
  private final List<CloseCode> closed = new ArrayList<>();

  @Test
  void closesASocketWhenItsTokenExpires() {
    sessions.open(caller("s", 60), closed::add);
    clock.advance(Duration.ofSeconds(59));
    sessions.sweep();
    assertThat(closed).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    sessions.sweep();
    sessions.sweep();
    assertThat(closed).containsExactly(CloseCode.SIGNED_OUT);
  }

  @Test
  void keepsASocketWhoseSessionWasRenewed() {
    sessions.open(caller("s", 60), closed::add);
    sessions.renewed(caller("s", 600));
    clock.advance(Duration.ofSeconds(300));
    sessions.sweep();
    assertThat(closed).isEmpty();
  }

  @Test
  void aRoleThatChangedHoldsForEveryTokenOfTheSession() {
    sessions.open(caller("s", 60), closed::add);
    sessions.open(caller("other", 60), code -> closed.add(null));

    sessions.renewed(caller("s", 600).withRole(Role.VIEWER));

    assertThat(closed).containsExactly(CloseCode.ROLE_CHANGED);
    assertThat(sessions.current(caller("s", 60)).role()).isEqualTo(Role.VIEWER);
    assertThat(sessions.current(caller("other", 60)).role()).isEqualTo(Role.EDITOR);
    clock.advance(Duration.ofSeconds(600));
    sessions.sweep();
    assertThat(sessions.current(caller("s", 60)).role()).isEqualTo(Role.EDITOR);
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
    clock.advance(Duration.ofHours(12));
    sessions.sweep();
    assertThat(sessions.isEnded(caller("s", 60))).isTrue();
    clock.advance(Duration.ofMinutes(2));
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
        "ann", "Ann", "Weather", Role.EDITOR, session, clock.instant().plusSeconds(seconds));
  }
}
