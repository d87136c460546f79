package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * What a client hears while the database is away: how things stand, from memory, and of everything
 * else that it is to come back. Nothing fails as if the fault were in the service; nothing hangs.
 */
@Timeout(180)
@Execution(CONCURRENT)
class DatabaseAwayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NEED_IT =
      List.of(
          "/positions",
          "/portfolio",
          "/positions?as_of=2026-01-02T03:04:05Z",
          "/portfolio?as_of=2026-01-02T03:04:05Z",
          "/positions/KXAWAY/explain",
          "/positions/KXAWAY/marks",
          "/fills",
          "/settlements",
          "/trades",
          "/events",
          "/drift",
          "/equity",
          "/marks/history",
          "/sessions");

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
    ticker = exchange.newMarket("KXAWAY");
    service.start();
    client = new Client(service.port());
    client.authenticate(account);
    await().atMost(PATIENCE).until(() -> status().at("/feed/status").asText().equals("live"));
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    await().atMost(PATIENCE).until(() -> database.tradeIds().size() == 1);
  }

  @AfterEach
  void leave() throws Exception {
    service.close();
    simulator.close();
    database.close();
  }

  @Test
  void theStatusIsToldFromMemoryAndEverythingElseIsToComeBackLater() throws Exception {
    assertThat(status().at("/database/status").asText()).isEqualTo("reached");
    Client gone = new Client(service.port());
    gone.authenticate(exchange.newAccount("1.00"));
    gone.delete("/logout");

    database.stop();
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");

    await().atMost(PATIENCE).until(() -> status().at("/journal/status").asText().equals("waiting"));
    JsonNode status = status();
    assertThat(status.at("/database/status").asText()).isEqualTo("away");
    assertThat(status.at("/feed/status").asText()).isEqualTo("live");
    assertThat(status.at("/journal/reason").asText()).isEqualTo("unavailable");
    assertThat(status.at("/journal/backlog").asLong()).isPositive();
    assertThat(status.at("/clock/stepped_at").isNull()).isTrue();
    for (String kind : List.of("fills", "settlements", "flows")) {
      assertThat(status.get(kind).get("state").asText()).isEqualTo("unknown");
      assertThat(status.get(kind).get("loaded").isNull()).isTrue();
      assertThat(status.get(kind).get("complete").isNull()).isTrue();
      assertThat(status.get(kind).get("reason").asText()).contains("database");
    }
    for (String path : NEED_IT) {
      isToComeBack(path, client.get(path));
    }
    isToComeBack("a session that was ended", gone.get("/status"));
    assertThatThrownBy(() -> new Client(service.port()).authenticate(account))
        .hasMessageContaining("503")
        .hasMessageContaining("service_unavailable");
    assertThatThrownBy(() -> client.stream("")).hasMessageContaining("service_unavailable");

    database.start();

    await()
        .atMost(PATIENCE)
        .until(() -> status().at("/database/status").asText().equals("reached"));
    await().atMost(PATIENCE).until(() -> status().at("/fills/loaded").asInt() == 2);
    for (String path : List.of("/fills", "/trades", "/drift", "/equity", "/sessions")) {
      assertThat(client.get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aDatabaseThatIsSilentKeepsNobodyWaiting() throws Exception {
    try (Client.Stream stream = client.stream("")) {
      await().atMost(PATIENCE).until(() -> stream.types().contains("snapshot"));
      database.freeze();
      exchange.trade(account, ticker, "yes", "1.00", "0.4000");
      try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<HttpResponse<String>>> calls =
            NEED_IT.stream()
                .map(path -> (Callable<HttpResponse<String>>) () -> client.get(path))
                .toList();
        for (Future<HttpResponse<String>> answer : callers.invokeAll(calls)) {
          isToComeBack(answer.get().uri().getPath(), answer.get());
        }
      }
      JsonNode status = status();
      assertThat(status.at("/database/status").asText()).isEqualTo("away");
      assertThat(status.at("/feed/status").asText()).isEqualTo("live");
      await()
          .atMost(PATIENCE)
          .until(() -> status().at("/journal/status").asText().equals("waiting"));
      assertThat(stream.types()).contains("fill").doesNotContain("error");
      await()
          .atMost(PATIENCE)
          .until(() -> Files.readString(service.log()).contains("sessions cannot be checked"));
    } finally {
      database.thaw();
    }

    assertThat(Files.readString(service.log())).doesNotContain("reason=null");
    await().atMost(PATIENCE).until(() -> status().at("/fills/loaded").asInt() == 2);
    assertThat(status().at("/journal/status").asText()).isEqualTo("writing");
  }

  private JsonNode status() {
    HttpResponse<String> answer = client.get("/status");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Scenario.json(answer.body());
  }

  private static void isToComeBack(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(what + ": " + answer.body()).isEqualTo(503);
    assertThat(Scenario.json(answer.body()).get("error").asText()).isEqualTo("service_unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).as(what).isPresent();
  }
}
