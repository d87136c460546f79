package io.positionstream.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What an operator sees of the running service, and the files that read it. */
@QuarkusTest
class ObservabilityIT {

  private static final Path DASHBOARD = Path.of("docker/grafana-dashboard.json");
  private static final Path ALERTS = Path.of("docker/alerts.yml");

  /** Of the libraries; all others are ours. */
  private static final Pattern THEIRS =
      Pattern.compile("(http|jvm|netty|postgresql|process|sql|system|vertx|worker)_.*");

  /** Ours that no panel shows, each with its reason. */
  private static final Map<String, String> NOT_SHOWN = Map.of();

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String user;
  private String ticker;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXWATCHED");
    client = new Client(port);
    user = client.authenticate(account).get("user_id").asText();
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void everyMetricThatTheDashboardShowsExists() throws IOException {
    Exposition service = scrape();
    List<String> faults = new ArrayList<>();
    JsonNode dashboard = Scenario.json(Files.readString(DASHBOARD));
    List<JsonNode> targets = dashboard.findValues("expr");
    targets.forEach(target -> faults.addAll(PromQl.faults(target.asText(), service)));

    assertThat(targets).hasSizeGreaterThan(20);
    assertThat(faults).isEmpty();
  }

  @Test
  void everyMetricOfOursIsOnTheDashboardUnlessLeftOutOnPurpose() throws IOException {
    Set<String> shown =
        Scenario.json(Files.readString(DASHBOARD)).findValues("expr").stream()
            .flatMap(expression -> PromQl.metrics(expression.asText()).stream())
            .map(ObservabilityIT::family)
            .collect(Collectors.toSet());
    Set<String> ours =
        scrape().labels().keySet().stream()
            .filter(name -> !THEIRS.matcher(name).matches())
            .map(ObservabilityIT::family)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ours).contains("stream_latency_seconds", "stream_slow_closes_total", "vault_rows");
    assertThat(ours.stream().filter(name -> !shown.contains(name)))
        .containsExactlyInAnyOrderElementsOf(NOT_SHOWN.keySet());
  }

  /** A timer and a histogram are several series. */
  private static String family(String metric) {
    return metric.replaceFirst("_(bucket|count|sum|max)$", "");
  }

  @Test
  void everyMetricThatAnAlertWaitsForExists() throws IOException {
    Exposition service = scrape();
    List<String> faults = new ArrayList<>();
    List<Map<String, Object>> rules = alerts();
    for (Map<String, Object> rule : rules) {
      assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
      faults.addAll(PromQl.faults((String) rule.get("expr"), service));
    }

    assertThat(rules).hasSizeGreaterThan(10);
    assertThat(faults).isEmpty();
  }

  @Test
  void countsWhatTheLineBringsAndTheFoldDoes() {
    Exposition before = scrape();

    exchange.trade(account, ticker, "yes", "10.00", "0.4000");

    await()
        .untilAsserted(
            () -> {
              Exposition after = scrape();
              for (String metric :
                  List.of(
                      "line_frames_total{type=\"fill\"",
                      "fold_apply_seconds_count{event=\"filled\"")) {
                String name = metric.substring(0, metric.indexOf('{'));
                String label = metric.substring(metric.indexOf('{') + 1);
                assertThat(after.sum(name, label)).isGreaterThan(before.sum(name, label));
              }
              assertThat(after.sum("line_accounts", "state=\"live\"")).isPositive();
              assertThat(after.sum("journal_write_seconds_count")).isPositive();
              assertThat(after.sum("line_lag_seconds_count", "of=\"fill\"")).isPositive();
            });
  }

  @Test
  void namesNoAccountAndNoMarket() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    await().until(() -> client.positions().get("positions").size() == 1);

    assertThat(scrape().text())
        .doesNotContain(user)
        .doesNotContain(account.id())
        .doesNotContain(account.keyId())
        .doesNotContain(ticker);
  }

  @Test
  void aLineThatIsCutIsCountedWithItsReason() {
    double before = scrape().sum("line_reconnects_total");

    exchange.post(
        "/faults",
        "{\"kind\":\"cut\",\"account_id\":\"%s\",\"path\":\"/trade-api/ws/v2\"}"
            .formatted(account.id()));

    await().until(() -> scrape().sum("line_reconnects_total") > before);
  }

  @Test
  void healthIsSplitByWhatSomebodyShouldDo() {
    given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'database' }.status", equalTo("UP"));
    List<String> wellness = given().get("/q/health/well").jsonPath().getList("checks.name");
    assertThat(wellness).contains("exchange", "journal", "clock");
  }

  @Test
  void theStatusOfAnAccountTellsOfJournalAndClock() {
    JsonNode status = Scenario.json(client.get("/status").body());

    assertThat(status.at("/journal/status").asText()).isEqualTo("writing");
    assertThat(status.at("/journal/backlog").asLong()).isGreaterThanOrEqualTo(0);
    assertThat(status.at("/clock/stepped_at").isNull()).isTrue();
  }

  private static Exposition scrape() {
    return Exposition.read(
        given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> alerts() throws IOException {
    Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
    return ((List<Map<String, Object>>) file.get("groups"))
        .stream().flatMap(g -> ((List<Map<String, Object>>) g.get("rules")).stream()).toList();
  }
}
