package dev.atrium.standalone.postgres;

import static dev.atrium.testing.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atrium.standalone.hub.HubServices;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseIT {

  @TempDir Path directory;

  @Test
  void itKeepsItsDataAsksForAPasswordAndComesBackAfterAKill() throws Exception {
    try (var database = Database.start(directory, HubServices.sharedPrograms())) {
      try (var connection = connect(database, database.password())) {
        connection.createStatement().execute("create table kept as select 42 as answer");
      }
      assertThatThrownBy(() -> connect(database, "wrong").close()).isInstanceOf(SQLException.class);
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");

      long killed = LeftOver.pid(directory.resolve("data")).orElseThrow();
      ProcessHandle.of(killed).orElseThrow().destroyForcibly();

      await().ignoreExceptions().until(() -> answer(database) == 42);
    }
    assertThat(LeftOver.pid(directory.resolve("data"))).isEmpty();
    try (var again = Database.start(directory, HubServices.sharedPrograms())) {
      assertThat(answer(again)).isEqualTo(42);
    }
  }

  /** The death of the process that owns a guardian closes the guardian's input. */
  @Test
  void theGuardianEndsItWhenItsOwnerIsGone() throws Exception {
    try (var database = Database.start(directory, HubServices.sharedPrograms())) {
      assertThat(database.jdbcUrl()).isNotBlank();
      long pid = LeftOver.pid(directory.resolve("data")).orElseThrow();
      var server = ProcessHandle.of(pid).orElseThrow();
      var guardian = Guardian.of(pid);
      assertThat(server.isAlive()).isTrue();

      guardian.shellInput().close();

      await().until(() -> !server.isAlive());
    }
  }

  private static int answer(Database database) throws SQLException {
    try (var connection = connect(database, database.password());
        var rows = connection.createStatement().executeQuery("select answer from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String setting(Database database, String name) throws SQLException {
    try (var connection = connect(database, database.password());
        var rows = connection.createStatement().executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(Database database, String password) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), Database.USER, password);
  }
}
