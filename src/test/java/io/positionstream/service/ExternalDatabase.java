package io.positionstream.service;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A PostgreSQL that is not the service's own: it can be stopped and started under it. */
final class ExternalDatabase implements AutoCloseable {

  /**
   * All of this JVM share the first one's programs, which must outlive it: tests run side by side.
   */
  private static final File PROGRAMS = new File("target/postgres").getAbsoluteFile();

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
            .setOverrideWorkingDirectory(PROGRAMS)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
  }

  /** Ends every connection at once. */
  void stop() throws IOException {
    server.close();
  }

  /**
   * Nobody is refused and nobody is answered, new or old, until it {@link #thaw thaws}: what a
   * network does that loses every packet.
   */
  void freeze() throws IOException {
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    long pid = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    // Its backends first: it would replace those that it sees stopping.
    Stream.concat(postmaster.descendants(), Stream.of(postmaster))
        .forEach(process -> signal(name, process.pid()));
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  /** As the service is told. */
  String url() {
    return url("postgres");
  }

  String url(String password) {
    return "postgresql://postgres:" + password + "@127.0.0.1:" + port + "/postgres";
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
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
