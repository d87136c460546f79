package io.positionstream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** The embedded server itself, without the service around it. */
@Execution(CONCURRENT)
class EmbeddedPostgresIT {

  @TempDir Path folder;

  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
  }

  @Test
  void letsInOnlyWhoKnowsThePasswordThatOnlyItsOwnerReads() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, port, true)) {
      isClosedToStrangers();
      ask("SELECT 1", password());
    }

    assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.readString(folder.resolve("data/pg_hba.conf")))
        .doesNotContainPattern("(?m)^[^#].*trust");
  }

  @Test
  void keepsThePasswordForTheNextStart() throws Exception {
    EmbeddedPostgres.start(folder, port, true).close();
    String first = password();

    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, port, true)) {
      assertThat(password()).isEqualTo(first);
      ask("SELECT 1", first);
    }
  }

  @Test
  void givesDataOfTheTrustingVersionAPassword() throws Exception {
    trustingServer("CREATE TABLE kept AS SELECT 1 AS one");

    try (EmbeddedPostgres server = EmbeddedPostgres.start(folder, port, true)) {
      isClosedToStrangers();
      ask("SELECT one FROM kept", password());
    }

    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, port, true)) {
      isClosedToStrangers();
      ask("SELECT one FROM kept", password());
    }
  }

  @Test
  void aLostPasswordIsReplaced() throws Exception {
    EmbeddedPostgres.start(folder, port, true).close();
    String lost = password();
    Files.delete(folder.resolve("password"));

    try (EmbeddedPostgres again = EmbeddedPostgres.start(folder, port, true)) {
      assertThat(password()).isNotEqualTo(lost);
      ask("SELECT 1", password());
    }
  }

  /** As versions before made their data. */
  private void trustingServer(String statement) throws IOException, SQLException {
    try (var server =
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(new File("target/postgres").getAbsoluteFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
        Connection connection = connect("anything")) {
      assertThat(server.getPort()).isEqualTo(port);
      connection.createStatement().execute(statement);
    }
  }

  private void isClosedToStrangers() {
    assertThatThrownBy(() -> connect("postgres"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  private void ask(String query, String password) throws SQLException {
    try (Connection connection = connect(password);
        var rows = connection.createStatement().executeQuery(query)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  private Connection connect(String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password);
  }

  private String password() throws IOException {
    return new DatabasePassword(folder).read();
  }
}
