package dev.atrium.runner.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atrium.api.access.Role;
import dev.atrium.api.session.ClientFrame;
import dev.atrium.api.session.Presence;
import dev.atrium.api.session.ServerFrame;
import dev.atrium.runner.testing.ProjectScenario;
import dev.atrium.runner.testing.RunnerClient;
import dev.atrium.runner.testing.RunnerProfile;
import dev.atrium.runner.testing.SessionClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Who is told of whom, by real windows; each test has people of its own, for some leave late. */
@QuarkusTest
@TestProfile(RunnerProfile.class)
class PeopleIT extends ProjectScenario {

  private static final Presence.Window NOWHERE = new Presence.Window(null, false);

  @Test
  void whoComesMovesAndGoesIsSeenByTheOthers() throws Exception {
    try (RunnerClient bob = new RunnerClient(url.getPort(), Role.VIEWER, "bob", "Bob");
        SessionClient hers = owner.connectLoaded()) {
      try (SessionClient his = bob.connectLoaded()) {
        Presence came = awaitSeen(hers, "bob", somebody -> true);
        assertThat(came.name()).isEqualTo("Bob");
        assertThat(came.role()).isEqualTo(Role.VIEWER);
        assertThat(came.windows()).containsExactly(NOWHERE);
        assertThat(awaitSeen(his, "ann", somebody -> true).color()).isNotEqualTo(came.color());

        his.send(new ClientFrame.Where(path("a.txt"), true));
        Presence moved = awaitSeen(hers, "bob", PeopleIT::isSomewhere);
        assertThat(moved.windows()).containsExactly(new Presence.Window(path("a.txt"), true));
        assertThat(moved.color()).isEqualTo(came.color());
      }
      while (!find(next(hers), "bob").isEmpty()) {
        continue;
      }
    }
  }

  @Test
  void theWindowsOfAPersonAreOneEntryAndTheOwnOneIsLeftOut() throws Exception {
    try (RunnerClient ben = new RunnerClient(url.getPort(), Role.EDITOR, "ben", "Ben");
        SessionClient his = ben.connectLoaded();
        SessionClient hisOther = ben.connectLoaded();
        SessionClient hers = owner.connectLoaded()) {
      hisOther.send(new ClientFrame.Where(path("b.txt"), false));
      var there = new Presence.Window(path("b.txt"), false);
      assertThat(awaitSeen(hers, "ben", PeopleIT::isSomewhere).windows())
          .containsExactly(NOWHERE, there);
      assertThat(awaitSeen(his, "ben", PeopleIT::isSomewhere).windows()).containsExactly(there);
      hers.send(new ClientFrame.Where(path("a.txt"), false));
      awaitSeen(hisOther, "ann", PeopleIT::isSomewhere);
      his.send(new ClientFrame.Where(null, true));
      Presence himself = awaitSeen(hisOther, "ben", bens -> bens.windows().getFirst().typing());
      assertThat(himself.windows()).containsExactly(new Presence.Window(null, true));
    }
  }

  /** A connection that is cut without a close frame leaves as well. */
  @Test
  void whoIsCutOffIsGone() throws Exception {
    try (SessionClient hers = owner.connectLoaded()) {
      RunnerClient bill = new RunnerClient(url.getPort(), Role.EDITOR, "bill", "Bill");
      bill.connectLoaded();
      awaitSeen(hers, "bill", somebody -> true);
      bill.close();
      while (!find(next(hers), "bill").isEmpty()) {
        continue;
      }
    }
  }

  @Test
  void aPlaceThatIsNoPathOfTheProjectIsRefused() throws Exception {
    try (SessionClient ann = owner.connectLoaded()) {
      ann.sendText("{\"type\":\"where\",\"path\":\"../x\",\"typing\":false}");
      assertThat(ann.next(ServerFrame.Failed.class).problem().type()).endsWith("malformed-request");
      ann.sendText("{\"type\":\"where\",\"path\":\"" + "x/".repeat(4_000) + "x\"}");
      assertThat(ann.next(ServerFrame.Failed.class).problem().type()).endsWith("malformed-request");
    }
  }

  private static boolean isSomewhere(Presence somebody) {
    return somebody.windows().stream().anyMatch(window -> window.path() != null);
  }

  /** Waits until a window is told of somebody who is as wanted. */
  private static Presence awaitSeen(SessionClient window, String person, Predicate<Presence> wanted)
      throws InterruptedException {
    while (true) {
      Optional<Presence> found = find(next(window), person).filter(wanted);
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  private static Optional<Presence> find(List<Presence> people, String person) {
    return people.stream().filter(somebody -> somebody.person().equals(person)).findAny();
  }

  private static List<Presence> next(SessionClient window) throws InterruptedException {
    return window.next(ServerFrame.People.class).people();
  }
}
