package dev.atrium.systemtest.installation;

import dev.atrium.api.access.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * People of an installation beside its own one. The hub has no page yet that lets them in, so they
 * are written into its database, with a code that signs them in; from then on everything is as it
 * is for anybody.
 */
public final class Accounts {

  /** The line of {@code postmaster.pid} that has the port. */
  private static final int PORT_LINE = 3;

  private final StandaloneInstallation installation;

  public Accounts(StandaloneInstallation installation) {
    this.installation = installation;
  }

  /** Makes a person who is a member of a project, and returns how they sign in, once. */
  public SignIn member(String name, String project, Role role) {
    String person = UUID.randomUUID().toString();
    String code = UUID.randomUUID().toString();
    try (Connection database = connect()) {
      execute(database, "insert into person values (?, ?, now())", person, name);
      execute(database, "insert into member values (?, ?, ?)", project, person, role.name());
      execute(
          database,
          "insert into signin_code values (?, ?, now() + interval '1 hour')",
          sha256(code),
          person);
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException(failed);
    }
    return new SignIn.OneTimeAddress(URI.create(installation.hub() + "signin?code=" + code));
  }

  private Connection connect() throws SQLException, IOException {
    Path postgres = installation.home().resolve("postgres");
    String port = Files.readAllLines(postgres.resolve("data/postmaster.pid")).get(PORT_LINE);
    String password = Files.readString(postgres.resolve("password")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres", "postgres", password);
  }

  private static void execute(Connection database, String sql, String... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
