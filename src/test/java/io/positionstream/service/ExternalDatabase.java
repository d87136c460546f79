package io.positionstream.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** A PostgreSQL that is not the service's own: it can be stopped and started under it. */
final class ExternalDatabase implements AutoCloseable {

  private final Path folder;
  private final int port = Service.freePort();
  private EmbeddedPostgres server;

  /**
   * @param folder where its data is kept while it is stopped
   */
  ExternalDatabase(Path folder) throws IOException {
    this.folder = folder;
    start();
  }

  void start() throws IOException {
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("data"))
            .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  /** Ends every connection at once. */
  void stop() throws IOException {
    server.close();
  }

  /** As the service is told. */
  String url() {
    return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "postgres");
  }

  /** The executions that are stored. */
  Set<String> tradeIds() throws SQLException {
    try (Connection connection = connect();
        var rows = connection.createStatement().executeQuery("SELECT trade_id FROM fills")) {
      Set<String> ids = new TreeSet<>();
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
      return ids;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
