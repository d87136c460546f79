package io.positionstream.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * A PostgreSQL of our own in one folder: {@code data} (kept), {@code bin} (unpacked once), {@code
 * password} and a lock that only one service can hold. Listens on loopback only and lets in who
 * knows the password (SCRAM).
 */
final class EmbeddedPostgres implements Closeable {

  /** Below the home of the service. */
  static final String FOLDER = "postgres";

  static final String USER = "postgres";

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  private final FileChannel lock;
  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(
      FileChannel lock, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.lock = lock;
    this.server = server;
  }

  /**
   * Starts the server and waits until it answers; blocks for up to half a minute.
   *
   * @param folder made if it is not there
   * @param keep whether data of an earlier run is used and left behind
   * @throws IllegalStateException if another service uses the folder
   * @throws IOException if the server does not start
   */
  static EmbeddedPostgres start(Path folder, int port, boolean keep) throws IOException {
    createPrivately(folder);
    FileChannel lock = lock(folder);
    try {
      Path data = folder.resolve("data");
      LeftoverPostmaster.stop(data);
      DatabasePassword password = new DatabasePassword(folder);
      boolean fresh = !keep || !Files.exists(data.resolve("postgresql.conf"));
      if (!password.exists() && !fresh) {
        return new EmbeddedPostgres(
            lock, PasswordMigration.start(builder(folder, data, port, keep), data, password));
      }
      if (!password.exists()) {
        password.keep(DatabasePassword.random());
      }
      return new EmbeddedPostgres(
          lock, guarded(builder(folder, data, port, keep), password).start());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** The library makes a folder for binaries that everybody may write: nobody gets that far. */
  private static void createPrivately(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder guarded(
      io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder,
      DatabasePassword password)
      throws IOException {
    return builder
        // What the library takes for a locale are options of initdb; they come after its own
        // --auth=trust, and the last one counts.
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", password.file().toAbsolutePath().toString())
        .setConnectConfig("password", password.read());
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder(
      Path folder, Path data, int port, boolean keep) {
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setOverrideWorkingDirectory(folder.resolve("bin").toFile())
        .setCleanDataDirectory(!keep)
        .setPort(port)
        .setPGStartupWait(START_PATIENCE)
        .setRegisterShutdownHook(false)
        // The library is made for tests and gives up durability; this data is kept.
        .setServerConfig("fsync", keep ? "on" : "off")
        .setServerConfig("synchronous_commit", keep ? "on" : "off")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "50")
        .setServerConfig("listen_addresses", "127.0.0.1")
        .setServerConfig("unix_socket_directories", "");
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held within this JVM: the same answer as for another process.
    }
    channel.close();
    throw new IllegalStateException(
        "another service already runs in "
            + folder.toAbsolutePath().getParent()
            + ": stop it, or give this one a POSITIONSTREAM_HOME of its own");
  }

  /** Disconnects everybody, writes everything down and ends the server; blocks a few seconds. */
  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      lock.close();
    }
  }
}
