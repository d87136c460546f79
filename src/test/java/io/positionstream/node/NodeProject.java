package io.positionstream.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * A folder of programs for Node with its lock file, copied to where its packages may be installed.
 */
public final class NodeProject {

  /** How npm says that it did not get through to the registry. */
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
              + "|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|E50[234])\\b");

  private final Path work;

  private NodeProject(Path work) {
    this.work = work;
  }

  /**
   * What a program said and how it ended.
   *
   * @param status 0 when all was well
   * @param output of both streams, stripped
   */
  public record Run(int status, String output) {}

  /**
   * Copies the files of {@code sources} to {@code work} and installs what they need, from npm's
   * cache or its registry.
   *
   * @throws TestAbortedException where Node or npm is not, or the registry cannot be reached, and
   *     for no other reason
   */
  public static NodeProject install(Path sources, Path work) {
    if (!isThere("node") || !isThere("npm")) {
      throw new TestAbortedException("skipped: needs node and npm, which are not on this machine");
    }
    copy(sources, work);
    NodeProject project = new NodeProject(work);
    Run run =
        project.run(
            "npm",
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--fetch-retries=0",
            "--fetch-timeout=20000");
    if (run.status() != 0) {
      if (UNREACHABLE.matcher(run.output()).find()) {
        throw new TestAbortedException("skipped: npm cannot reach its registry: " + run.output());
      }
      throw new AssertionError(run.output());
    }
    return project;
  }

  /** A command to be started in the project's folder, both its streams as one. */
  public ProcessBuilder command(List<String> command) {
    return new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
  }

  /** Runs a command in the project's folder to its end. */
  public Run run(String... command) {
    try {
      Process process = command(List.of(command)).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Run(process.waitFor(), output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path sources, Path work) {
    try (Stream<Path> files = Files.list(sources)) {
      Files.createDirectories(work);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = work.resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isThere(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
