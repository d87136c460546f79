package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.TestAbortedException;

/**
 * The page of the packaged service in a real, headless Chromium: the scenarios of {@code
 * src/test/browser}, each a test of its own. Skipped, and says so, where there is no Chromium.
 */
@Execution(CONCURRENT)
@ResourceLock("one report")
class BrowserIT {

  @TempDir static Path home;

  private static BrowserStage stage;

  private int failures;

  @BeforeAll
  static void open() throws IOException {
    try {
      stage = BrowserStage.open(home);
    } catch (TestAbortedException e) {
      System.out.println("THE PAGE WAS NOT TESTED IN A BROWSER: " + e.getMessage());
      throw e;
    }
  }

  @AfterAll
  static void close() {
    if (stage != null) {
      stage.close();
    }
  }

  /** One browser runs them all; each is told of as it ends. */
  @TestFactory
  Stream<DynamicTest> inChromium() throws IOException {
    Process node = stage.node(List.of("--test-reporter=./reporter.mjs", "all.mjs"));
    BufferedReader output = node.inputReader();
    List<String> unread = new ArrayList<>();
    Stream<DynamicTest> scenarios =
        output.lines().filter(line -> isScenario(line, unread)).map(this::scenario);
    return Stream.concat(
        scenarios,
        Stream.of(
            dynamicTest(
                "every scenario was run",
                () ->
                    assertThat(node.waitFor() == 0 || failures > 0)
                        .as(String.join("\n", unread))
                        .isTrue())));
  }

  private static boolean isScenario(String line, List<String> unread) {
    boolean is = line.startsWith("{\"scenario\":");
    if (!is) {
      unread.add(line);
    }
    return is;
  }

  private DynamicTest scenario(String line) {
    JsonNode told = Scenario.json(line);
    String name = told.get("scenario").asText();
    boolean passed = told.get("passed").asBoolean();
    failures += passed ? 0 : 1;
    System.out.printf(
        "in Chromium: %s %5d ms  %s%n",
        passed ? "ok    " : "FAILED", told.get("millis").asInt(), name);
    return dynamicTest(
        name,
        () -> {
          if (!passed) {
            fail("%s: %s", name, told.path("error").asText());
          }
        });
  }
}
