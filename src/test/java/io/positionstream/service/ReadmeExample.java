package io.positionstream.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of the README, with the ports of a running service in place of the usual ones.
 *
 * @param language as the block says; empty for plain text
 */
record ReadmeExample(String language, String text) {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** All blocks under a heading, in their order. */
  static List<ReadmeExample> of(String heading, Service service) throws IOException {
    String section =
        Files.readString(Path.of("README.md"))
            .split("\n## " + heading + "\n")[1]
            .split("\n## ")[0]
            .replace("localhost:8080", "127.0.0.1:" + service.port())
            .replace("127.0.0.1:9480", "127.0.0.1:" + service.simulatorPort());
    return BLOCK
        .matcher(section)
        .results()
        .map(block -> new ReadmeExample(block.group(1), block.group(2)))
        .toList();
  }

  boolean is(String other) {
    return language.equals(other);
  }
}
