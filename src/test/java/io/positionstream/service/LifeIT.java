package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * The packaged service beside a database and an exchange of their own, which go and come back:
 * nothing is lost, nothing is restarted, and whoever looks can see what is wrong.
 */
@Timeout(300)
@Execution(CONCURRENT)
class LifeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long the database is away: a minute under {@code -Pdeep}. */
  private static final Duration GONE = Duration.ofSeconds(Integer.getInteger("outage", 10));

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  @TempDir Path home;

  private ExternalDatabase database;
  private Service service;
  private SimulatorProcess simulator;
  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String ticker;

  @BeforeEach
  void aFollowedAccount() throws Exception {
    database = new ExternalDatabase(Files.createDirectory(home.resolve("database")));
    service =
        new Service(
            home,
            Map.of(
                "DATABASE_URL",
                database.url(),
                "SIMULATOR_ENABLED",
                "false",
                "KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED",
                "true"));
    simulator = SimulatorProcess.start(service.simulatorPort(), home, 1);
    exchange = new SimulatedExchange(service.simulatorPort());
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXLIFE");
    service.start();
    client = new Client(service.port());
    client.authenticate(account);
    trade();
    await().atMost(PATIENCE).until(() -> database.tradeIds().equals(traded()));
  }

  @AfterEach
  void leave() throws IOException {
    service.close();
    simulator.close();
    database.close();
  }

  @Test
  void aServiceThatIsStoppedWritesWhatItKnowsAndEndsInTime() throws Exception {
    try (Connection other = database.connect();
        Client.Stream stream = client.stream("")) {
      other.setAutoCommit(false);
      other.createStatement().execute("LOCK TABLE fills");
      trade();
      await().atMost(PATIENCE).until(() -> stream.types().contains("fill"));

      var _ = service.terminate();
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(service.log()).contains("journal is flushed"));
      assertThat(service.isAlive()).as("waits for its last write").isTrue();
      other.commit();
    }

    assertThat(service.endsWithin(LONGEST_END)).isTrue();
    assertThat(database.tradeIds()).hasSize(2).isEqualTo(traded());
  }

  @Test
  void withoutADatabaseItGoesOnShowsItAndWritesEverythingWhenItIsBack() throws Exception {
    try (Client.Stream stream = client.stream("")) {
      await().atMost(PATIENCE).until(() -> stream.types().contains("snapshot"));
      long before = fills(stream);

      database.stop();
      trade();

      await().atMost(PATIENCE).until(() -> fills(stream) == before + 1);
      await().atMost(PATIENCE).until(() -> get("/health").statusCode() == 503);
      await().atMost(PATIENCE).until(() -> check("/q/health/well", "journal").equals("DOWN"));
      assertThat(check("/q/health/ready", "database")).isEqualTo("DOWN");
      assertThat(client.get("/positions").statusCode()).isEqualTo(503);
      // However long it lasts, it is never a reason to restart.
      await()
          .atMost(GONE.plusSeconds(20))
          .pollInterval(Duration.ofSeconds(2))
          .during(GONE)
          .until(() -> get("/q/health/live").statusCode() == 200);
      trade();
      await().atMost(PATIENCE).until(() -> fills(stream) == before + 2);
      assertThat(metrics().sum("journal_behind_seconds")).isGreaterThan(GONE.toSeconds() / 2.0);
      assertThat(metrics().sum("journal_failures_total", "reason=\"unavailable\"")).isPositive();

      database.start();

      await().atMost(PATIENCE).until(() -> get("/health").statusCode() == 200);
      await().atMost(PATIENCE).until(() -> database.tradeIds().equals(traded()));
      await().atMost(PATIENCE).until(() -> check("/q/health/well", "journal").equals("UP"));
      trade();
      await().atMost(PATIENCE).until(() -> fills(stream) == before + 3);
      await().atMost(PATIENCE).until(() -> database.tradeIds().equals(traded()));
    }
  }

  @Test
  void aDatabaseThatIsRestartedIsBarelyNoticed() throws Exception {
    try (Client.Stream stream = client.stream("")) {
      await().atMost(PATIENCE).until(() -> stream.types().contains("snapshot"));
      long before = fills(stream);

      database.stop();
      database.start();
      trade();

      await().atMost(PATIENCE).until(() -> fills(stream) == before + 1);
      await().atMost(PATIENCE).until(() -> database.tradeIds().equals(traded()));
      await().atMost(PATIENCE).until(() -> get("/health").statusCode() == 200);
      JsonNode status = Scenario.json(client.get("/status").body());
      assertThat(status.at("/journal/status").asText()).isEqualTo("writing");
      assertThat(stream.types()).doesNotContain("error");
    }
  }

  @Test
  void theLinesOfOneRequestShareTheTraceOfItsCaller() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    HttpRequest login =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/api/v1/account/authenticate"))
            .header("Content-Type", "application/json")
            .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    new JsonObject()
                        .put("api_key", account.keyId())
                        .put("private_key", account.pem())
                        .put("environment", "simulator")
                        .encode()))
            .build();
    assertThat(send(login).statusCode()).isEqualTo(200);

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Files.readAllLines(service.log()).stream()
                    .filter(line -> line.startsWith("{"))
                    .map(Scenario::json)
                    .filter(line -> line.get("message").asText().startsWith("session began"))
                    .anyMatch(line -> trace.equals(line.at("/mdc/traceId").asText())));
  }

  private void trade() {
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
  }

  private Set<String> traded() {
    Set<String> ids = new TreeSet<>();
    exchange.truth(account.id()).get("fills").forEach(f -> ids.add(f.get("trade_id").asText()));
    return ids;
  }

  private static long fills(Client.Stream stream) {
    return stream.types().stream().filter("fill"::equals).count();
  }

  private Exposition metrics() {
    return Exposition.read(get("/q/metrics").body());
  }

  private String check(String path, String name) {
    for (JsonNode check : Scenario.json(get(path).body()).get("checks")) {
      if (check.get("name").asText().equals(name)) {
        return check.get("status").asText();
      }
    }
    throw new AssertionError("no check " + name);
  }

  private HttpResponse<String> get(String path) {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .header("Accept", path.contains("metrics") ? "text/plain" : "application/json")
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
