package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged service in the profile {@code demo}, in which it needs nothing else, and what the
 * README shows of it: the commands of its tour and its clients, the short and the whole ones.
 */
@Timeout(120)
@Execution(CONCURRENT)
@ResourceLock("one demo, one tape")
class DemoIT {

  /** The names of fields, and the types of messages. */
  private static final Pattern SHAPE = Pattern.compile("\"type\":\"\\w+\"|\"\\w+\":");

  /** Else nothing might move while one looks at the stream. */
  private static final String FASTER =
      "curl -s http://127.0.0.1:%d/sim/v1/tape -d '{\"speed\":600}' >/dev/null\n";

  @TempDir static Path home;

  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.demo(home);
    service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void letsEverybodyIntoTheDemoAccount() {
    Client client = new Client(service.port());

    JsonNode session = client.authenticate("{}");

    assertThat(session.get("status").asText()).isEqualTo("authenticated");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !client.positions().get("positions").isEmpty());
    assertThat(client.portfolio().at("/feed/status").asText()).isEqualTo("live");
    assertThat(home.resolve("secrets")).as("made at the first start").isNotEmptyDirectory();
  }

  @Test
  void hasAPageToTryTheApiInWhoseScriptsMayRunThereAndNowhereElse() throws Exception {
    HttpResponse<String> page = get("/q/swagger-ui/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("SwaggerUIBundle").contains("/q/openapi");
    assertThat(policy(page)).contains("script-src 'self' 'unsafe-inline'");
    assertThat(policy(get("/health"))).doesNotContain("unsafe");
    assertThat(policy(get("/q/openapi"))).doesNotContain("unsafe");
  }

  private static String policy(HttpResponse<String> page) {
    return page.headers().firstValue("Content-Security-Policy").orElse("");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + service.port() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  @Test
  void everyCommandOfTheTourPrintsWhatTheReadmeShows() throws Exception {
    for (String needed : List.of("bash", "curl", "sed", "tee")) {
      assumeTrue(installed(needed) != null, needed + " is not installed: the tour was not run");
    }
    awaitThePast();
    List<ReadmeExample> tour = ReadmeExample.of("A tour with curl", service);
    List<String> commands = texts(tour, "bash");
    String next = "=== next ===";
    String script =
        FASTER.formatted(service.simulatorPort())
            + String.join("echo '" + next + "'\n", commands)
                .replace("curl -sN", "curl -sN --max-time 5");

    List<String> told = List.of(output("bash", "-c", script).split(next));

    assertThat(told).hasSameSizeAs(commands).noneMatch(output -> output.contains("\"error\""));
    int command = -1;
    for (ReadmeExample example : tour) {
      if (example.is("bash")) {
        command++;
      } else {
        assertThat(shape(told.get(command))).isNotEmpty().containsAll(shape(example.text()));
      }
    }
  }

  /** What is shown is of an account whose past has been read; people are slower than that. */
  private static void awaitThePast() {
    Client client = new Client(service.port());
    client.authenticate("{}");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Scenario.json(client.get("/status").body()).at("/fills/complete").asBoolean());
  }

  private static List<String> texts(List<ReadmeExample> examples, String language) {
    return examples.stream().filter(e -> e.is(language)).map(ReadmeExample::text).toList();
  }

  private static Set<String> shape(String text) {
    return SHAPE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream told = process.getInputStream()) {
      return new String(told.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"js,node,watch.mjs", "python,python3,watch.py", "java,java,Watch.java"})
  void theShortClientOfTheReadmeFollowsTheStream(String language, String interpreter, String file)
      throws IOException {
    Path program = installed(interpreter);
    assumeTrue(program != null, interpreter + " is not installed: " + file + " was not run");
    List<String> clients = texts(ReadmeExample.of("Clients", service), language);
    assertThat(clients).hasSize(1);
    Path source = Files.writeString(home.resolve(file), clients.getFirst());
    Path told = home.resolve(file + ".log");

    Process client =
        new ProcessBuilder(program.toString(), source.toString())
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    try {
      awaitWord(client, told, "\"snapshot\"");
      awaitWord(client, told, "position_update");
    } finally {
      client.destroy();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "follow.sh,bash,curl",
    "follow.mjs,node,node",
    "follow.py,python3,python3",
    "Follow.java,java,java"
  })
  void theWholeClientReadsThePositionsFollowsTheStreamAndResumes(
      String file, String language, String needed) throws IOException {
    Path interpreter = installed(language);
    assumeTrue(interpreter != null, language + " is not installed: " + file + " was not run");
    assumeTrue(installed(needed) != null, needed + " is not installed: " + file + " was not run");
    Path told = home.resolve(file + ".log");
    try (CuttableProxy network = new CuttableProxy(service.port())) {
      ProcessBuilder builder =
          new ProcessBuilder(interpreter.toString(), Path.of("src/test/clients", file).toString());
      builder.environment().put("POSITION_STREAM", "http://127.0.0.1:" + network.port());
      Process client = builder.redirectErrorStream(true).redirectOutput(told.toFile()).start();
      try {
        awaitWord(client, told, "snapshot");
        assertThat(told)
            .content()
            .as("the positions come first")
            .containsPattern("(?s)KX.*snapshot");

        network.cut();

        awaitWord(client, told, "\"resumed\",");
      } finally {
        client.descendants().forEach(ProcessHandle::destroy);
        client.destroy();
      }
    }
  }

  private static void awaitWord(Process client, Path told, String word) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              String output = Files.readString(told);
              if (!client.isAlive() && !output.contains(word)) {
                throw new AssertionError("the example ended: " + output);
              }
              return output.contains(word);
            });
  }

  /** Null where it is not; Java is the one that runs this test. */
  private static Path installed(String program) {
    if (program.equals("java")) {
      return Path.of(System.getProperty("java.home"), "bin", "java");
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}
