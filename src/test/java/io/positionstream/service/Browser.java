package io.positionstream.service;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs one program of {@code src/test/browser} on the packaged service, with a simulator and a
 * Chromium, and ends as it does. Usage: {@code Browser figures|memory|screenshots [argument]},
 * after {@code package}.
 */
final class Browser {

  private Browser() {}

  public static void main(String[] arguments) throws Exception {
    List<String> command =
        Stream.concat(Stream.of(arguments[0] + ".mjs"), Stream.of(arguments).skip(1)).toList();
    Path home = Files.createTempDirectory("browser");
    int status;
    try (BrowserStage stage = BrowserStage.open(home)) {
      Process node = stage.node(command);
      try (BufferedReader output = node.inputReader()) {
        output.lines().forEach(System.out::println);
      }
      status = node.waitFor();
    }
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    System.exit(status);
  }
}
