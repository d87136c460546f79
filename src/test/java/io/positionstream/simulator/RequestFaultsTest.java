package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What faults make of requests and upgrades. */
class RequestFaultsTest extends InProcessFloor {
  private static final String BALANCE = REST + "/portfolio/balance";
  private static final String POSITIONS = REST + "/portfolio/positions";

  @ParameterizedTest
  @CsvSource({
    "http_502, 502, 502 Bad Gateway",
    "http_429, 429, '{\"error\":\"too many requests\"}'",
    "http_401, 401, NOT_FOUND",
    "html_body, 200, <html>",
    "maintenance, 503, service_unavailable",
    "refuse_connect, 0, ''"
  })
  void answersRequestsAndUpgradesWrongly(String kind, int status, String body) {
    fault(kind);

    InProcessExchange.Answer answer = get(BALANCE);
    InProcessExchange.Answer refusal = connect().refusals.getFirst();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains(body);
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.body()).isEqualTo(answer.body());
    assertThat(answer.date().isPresent()).isEqualTo(status > 0);
    assertThat(exchange.openSockets(member.accountId())).isZero();
  }

  @Test
  void answersInEveryShapeOfErrors() {
    fault("error_shape");

    List<String> answers =
        IntStream.range(0, 6)
            .mapToObj(_ -> get(BALANCE))
            .map(a -> a.status() + a.body().replaceAll("(?s)[:>].*", ""))
            .toList();

    assertThat(answers)
        .containsExactly(
            "500{\"error\"", "503{\"code\"", "400{\"msg\"", "429{\"error\"", "502<html", "503");
    assertThat(connect().refusals).isEmpty();
  }

  @Test
  void tellsItsStatusDuringMaintenanceAndCutsSockets() {
    Client client = connect();

    exchange.startFault(new JsonObject().put("kind", "maintenance").put("seconds", 600));

    InProcessExchange.Answer answer = get(REST + "/exchange/status");
    JsonObject status = new JsonObject(answer.body());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(status.getBoolean("exchange_active")).isFalse();
    assertThat(status.getBoolean("trading_active")).isFalse();
    assertThat(status.getString("exchange_estimated_resume_time"))
        .isEqualTo(WireTime.rfc3339(time.instant().plusSeconds(599)).replaceFirst("\\..*", "Z"));
    assertThat(client.ends).containsExactly("cut");
    time.advance(Duration.ofMinutes(10));
    assertThat(get(BALANCE).status()).isEqualTo(200);
  }

  @Test
  void enforcesTheBucketThatTheLimitsShow() {
    fault("rate_limit", new JsonObject().put("refill_rate", 10).put("capacity", 30));

    JsonObject read = json(REST + "/account/limits").getJsonObject("read");

    assertThat(read).isEqualTo(new JsonObject().put("refill_rate", 10).put("bucket_capacity", 30));
    assertThat(statusesAtOnce(4)).containsExactly(200, 200, 200, 429);
    time.advance(Duration.ofSeconds(1));
    assertThat(get(BALANCE).body()).contains("balance_dollars");
    assertThat(get(REST + "/markets").status()).isEqualTo(200);
  }

  @Test
  void answersLateWithWhatWasTrueInTime() {
    fault("delay", new JsonObject().put("delay_ms", 5000));

    List<InProcessExchange.Answer> answers = askLater(BALANCE);
    time.advance(Duration.ofSeconds(1));
    exchange.moveCash(member.accountId(), "25.00");
    time.advance(Duration.ofSeconds(3));
    assertThat(answers).isEmpty();

    time.advance(Duration.ofSeconds(2));
    assertThat(answers)
        .extracting(InProcessExchange.Answer::body)
        .first()
        .asString()
        .contains("\"1000.0000\"");
  }

  @Test
  void leavesFieldsOut() {
    buy("3.00");
    fault("missing_fields", new JsonObject().put("field", "position_fp"));

    JsonObject row = json(POSITIONS).getJsonArray("market_positions").getJsonObject(0);

    assertThat(row.containsKey("position_fp")).isFalse();
    assertThat(row.getString("market_exposure_dollars")).isEqualTo("1.440000");
  }

  @Test
  void leavesOutAnyFieldByChance() {
    JsonObject whole = json(BALANCE);
    fault("missing_fields", new JsonObject().put("seed", 3));

    JsonObject less = json(BALANCE);

    assertThat(less.encode().length()).isLessThan(whole.encode().length());
  }

  @Test
  void makesFieldsNull() {
    fault("null_fields", new JsonObject().put("field", "market_positions"));

    assertThat(get(POSITIONS).body()).contains("\"market_positions\":null");
  }

  @Test
  void addsFieldsThatNobodyKnows() {
    buy("3.00");
    fault("unknown_fields");

    JsonObject row = json(POSITIONS).getJsonArray("market_positions").getJsonObject(0);

    assertThat(row.fieldNames()).anyMatch(name -> name.startsWith("x_tree_"));
    assertThat(row.getString("position_fp")).isEqualTo("3.00");
  }

  @Test
  void goesByAnotherClock() {
    fault("clock_skew", new JsonObject().put("skew_seconds", -30));

    InProcessExchange.Answer refused = get(BALANCE);
    assertThat(refused.body()).contains("header_timestamp_expired");
    assertThat(refused.date().orElseThrow()).endsWith("01:54:47 GMT");

    time.advance(Duration.ofSeconds(30));
    InProcessExchange.Answer[] healed = new InProcessExchange.Answer[1];
    exchange.get(
        BALANCE,
        member.headers("GET", BALANCE, time.instant().minusSeconds(30)),
        answer -> healed[0] = answer);
    time.advance(Duration.ofSeconds(1));
    assertThat(healed[0].status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "kind, '\"earthquake\"', there is no fault",
    "account_id, '\"nobody\"', There is no account",
    "seconds, 0, expected an integer from 1",
    "seconds, 1.5, expected an integer",
    "probability, 1.1, expected a number from 0 to 1",
    "probability, '\"often\"', expected a number",
    "connection, 0, expected an integer from 1",
    "seed, true, expected an integer",
    "bytes, 67108865, expected an integer from 64"
  })
  void refusesAnOrderThatMakesNoSense(String field, String value, String reason) {
    JsonObject order = new JsonObject().put("kind", "cut");
    order.mergeIn(new JsonObject("{\"%s\":%s}".formatted(field, value)));

    assertThatThrownBy(() -> exchange.startFault(order)).hasMessageContaining(reason);
    assertThat(exchange.control("GET", "/faults", new JsonObject()).getJsonArray("faults"))
        .isEmpty();
  }

  @Test
  void listsAndEndsFaults() {
    long first = exchange.startFault("delay", member.accountId(), 60, 0.5, 1);
    exchange.startFault("http_502", member.accountId(), 60, 1, 1);

    assertThat(
            exchange.control("DELETE", "/faults/" + first, new JsonObject()).getJsonArray("faults"))
        .hasSize(1);
    assertThat(get(BALANCE).status()).isEqualTo(502);

    exchange.endFaults();
    assertThat(get(BALANCE).status()).isEqualTo(200);
  }

  private List<Integer> statusesAtOnce(int count) {
    time.advance(Duration.ofSeconds(10));
    List<List<InProcessExchange.Answer>> answers =
        IntStream.range(0, count).mapToObj(_ -> askLater(BALANCE)).toList();
    time.advance(Duration.ofMillis(500));
    return answers.stream().map(a -> a.getFirst().status()).sorted().toList();
  }
}
