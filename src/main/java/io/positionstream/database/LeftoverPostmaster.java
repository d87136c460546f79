package io.positionstream.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * A database server that outlived its service: it is a process of its own, so killing the JVM does
 * not end it. It still holds the data directory and must end before the next one starts.
 */
final class LeftoverPostmaster {

  private static final Logger LOG = Logger.getLogger(LeftoverPostmaster.class);
  private static final String LOCK_FILE = "postmaster.pid";
  private static final int PATIENCE_SECONDS = 20;

  private LeftoverPostmaster() {}

  /**
   * Ends the server that runs on {@code data}, if there is one; blocks until it is gone. The caller
   * must hold the lock of the folder, else it would end the server of a living service.
   *
   * @throws IllegalStateException if it does not end in time
   */
  static void stop(Path data) throws IOException {
    Optional<ProcessHandle> leftover = find(data);
    if (leftover.isEmpty()) {
      return;
    }
    ProcessHandle postmaster = leftover.get();
    LOG.infof("ending the database server of a killed service pid=%d", postmaster.pid());
    // SIGINT is "fast shutdown": clients are disconnected, the checkpoint is written.
    new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid())).start();
    if (!ends(postmaster, data)) {
      throw new IllegalStateException(
          "the database server left over from a killed service does not end, pid="
              + postmaster.pid());
    }
  }

  /**
   * Its lock file goes when it ends well; the process itself may stay behind as a zombie where
   * nobody collects orphans (containers without an init).
   */
  private static boolean ends(ProcessHandle postmaster, Path data) {
    for (int second = 0; second < PATIENCE_SECONDS; second++) {
      if (!Files.exists(data.resolve(LOCK_FILE))) {
        return true;
      }
      try {
        postmaster.onExit().get(1, TimeUnit.SECONDS);
        return true;
      } catch (TimeoutException e) {
        // Not yet: look again.
      } catch (ExecutionException e) {
        throw new IllegalStateException("cannot wait for the old database server", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the old database server ends", e);
      }
    }
    return false;
  }

  /** First line of {@code postmaster.pid}: the process; second: its data directory. */
  private static Optional<ProcessHandle> find(Path data) throws IOException {
    Path file = data.resolve(LOCK_FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2 || !sameFolder(Path.of(lines.get(1)), data)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
        .filter(process -> isPostgresOn(process, data));
  }

  /** A pid may have been given to somebody else since: the command line must name our data. */
  private static boolean isPostgresOn(ProcessHandle process, Path data) {
    String commandLine = process.info().commandLine().orElse("");
    return commandLine.contains("postgres")
        && (commandLine.contains(data.toString())
            || commandLine.contains(data.toAbsolutePath().normalize().toString()));
  }

  private static boolean sameFolder(Path one, Path other) throws IOException {
    return Files.exists(one) && Files.isSameFile(one, other);
  }
}
