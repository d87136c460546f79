package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was traded at the simulator is explained to the digit, against the simulator's truth. */
@QuarkusTest
class ExplainIT {

  private static final List<String> FIGURES =
      List.of(
          "quantity",
          "avg_entry_price",
          "cost_basis",
          "position_value",
          "unrealized_pnl",
          "realized_pnl",
          "fees_paid");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private Client client;
  private String ticker;

  @BeforeEach
  void connectAnAccount() {
    exchange = new SimulatedExchange(simulatorPort);
    account = exchange.newAccount("1000.00");
    ticker = exchange.newMarket("KXEXPLAIN");
    client = new Client(port);
    client.authenticate(account);
  }

  @AfterEach
  void leave() {
    client.delete("");
  }

  @Test
  void everyFigureOfAPositionIsTheSumOfItsParts() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    exchange.trade(account, ticker, "yes", "3.33", "0.5003");
    exchange.trade(account, ticker, "no", "4.01", "0.6100");
    quote("0.5500", "0.5700");
    await().untilAsserted(() -> assertThat(held().get("current_price").asInt()).isEqualTo(55));
    await().until(() -> held().get("quantity").decimalValue().equals(new BigDecimal("9.32")));

    JsonNode explained = explain(ticker);

    JsonNode position = held();
    for (String figure : FIGURES) {
      JsonNode told = explained.get("figures").get(figure);
      assertThat(told.get("value")).as(figure).isEqualTo(position.get(figure));
      assertThat(told.get("ours")).as(figure).isEqualTo(told.get("value"));
      assertThat(told.get("difference").decimalValue()).isEqualByComparingTo(BigDecimal.ZERO);
      addsUp(told);
    }
    JsonNode truth = exchange.truth(account.id()).get("positions").get(0);
    assertThat(value(explained, "cost_basis"))
        .isEqualByComparingTo(number(truth, "market_exposure_dollars"));
    assertThat(value(explained, "realized_pnl"))
        .isEqualByComparingTo(number(truth, "realized_pnl_dollars"));
    assertThat(value(explained, "fees_paid"))
        .isEqualByComparingTo(number(truth, "fees_paid_dollars"));
    assertThat(explained.get("complete").asBoolean()).isTrue();
    assertThat(explained.get("status").asText()).isEqualTo("open");
    assertThat(explained.get("fills")).hasSize(3);
    assertThat(explained.get("lots")).hasSize(2);
    assertThat(explained.get("closings")).hasSize(1);
    assertThat(explained.get("mark").get("source").asText()).isEqualTo("liquidation");
    assertThat(explained.get("mark").get("price").asInt()).isEqualTo(55);
    assertThat(explained.get("mark").get("age_seconds").asLong()).isNotNegative();
  }

  @Test
  void aMarketThatPaidOutIsExplainedByItsSettlement() {
    exchange.trade(account, ticker, "no", "3.00", "0.4000");
    exchange.trade(account, ticker, "yes", "1.00", "0.3000");
    finish("{\"result\":\"scalar\",\"settlement_value_dollars\":\"0.3300\"}");

    JsonNode explained = settled();

    JsonNode truth = exchange.truth(account.id()).get("settlements").get(0);
    assertThat(number(truth, "revenue")).isEqualByComparingTo("134");
    // 0.70 + 1.34 - 1.80
    assertThat(value(explained, "realized_pnl")).isEqualByComparingTo("0.24");
    assertThat(value(explained, "fees_paid")).isEqualByComparingTo(number(truth, "fee_cost"));
    assertThat(value(explained, "quantity")).isEqualByComparingTo("0");
    assertThat(explained.get("complete").asBoolean()).isTrue();
    assertThat(explained.get("closings").get(1).get("by").asText()).isEqualTo("settlement");
    FIGURES.forEach(figure -> addsUp(explained.get("figures").get(figure)));
  }

  @Test
  void aVoidMarketGivesTheCostBack() {
    exchange.trade(account, ticker, "no", "10.00", "0.4000");
    finish("{\"result\":\"void\"}");

    JsonNode explained = settled();

    assertThat(value(explained, "realized_pnl")).isEqualByComparingTo("0");
    assertThat(explained.get("settlement").get("settlement_value").isNull()).isTrue();
    assertThat(explained.get("settlement").get("payout").decimalValue()).isEqualByComparingTo("6");
    assertThat(explained.get("complete").asBoolean()).isTrue();
  }

  @Test
  void tradesAreClosedCyclesNewestFirst() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    exchange.trade(account, ticker, "no", "15.00", "0.6000");
    exchange.trade(account, ticker, "yes", "5.00", "0.5000");
    String other = exchange.newMarket("KXOTHER");
    exchange.trade(account, other, "yes", "2.00", "0.5000");
    exchange.trade(account, other, "no", "2.00", "0.4500");
    await().untilAsserted(() -> assertThat(trades("")).hasSize(3));

    List<JsonNode> all = trades("");

    assertThat(all)
        .extracting(trade -> trade.get("ticker").asText())
        .containsExactly(other, ticker, ticker);
    assertThat(all).extracting(trade -> trade.get("id").asText()).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(trade -> trade.get("grade").asText())
        .as("every fill is known")
        .containsOnly("exact");
    assertThat(all)
        .extracting(t -> t.get("ended").asText())
        .containsExactly("closed", "closed", "flipped");
    assertThat(all).extracting(t -> t.get("side").asText()).containsExactly("YES", "NO", "YES");
    assertThat(all)
        .extracting(t -> t.get("realized_pnl").decimalValue().toPlainString())
        .containsExactly("-0.1", "0.5", "2");
    JsonNode first = all.getLast();
    assertThat(first.get("quantity").asInt()).isEqualTo(10);
    assertThat(first.get("avg_entry_price").asInt()).isEqualTo(40);
    assertThat(first.get("avg_exit_price").asInt()).isEqualTo(60);
    // A cent for the opening, and its share of the cent of the fill that went on to the other side.
    assertThat(first.get("fees").decimalValue()).isEqualByComparingTo("0.016667");
    assertThat(first.get("net_pnl").decimalValue()).isEqualByComparingTo("1.983333");
    assertThat(first.get("duration_held").asLong()).isNotNegative();

    assertThat(trades("?ticker=" + other)).hasSize(1);
    assertThat(trades("?event=" + ticker.substring(0, ticker.lastIndexOf('-')))).hasSize(2);
    assertThat(trades("?from=" + first.get("closed_at").asText())).hasSize(3);
    assertThat(trades("?to=" + first.get("closed_at").asText())).isEmpty();
    assertThat(paged()).isEqualTo(all);
  }

  @Test
  void tradesAreCsvForWhoeverAsksForIt() {
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    exchange.trade(account, ticker, "no", "10.00", "0.6000");
    await().untilAsserted(() -> assertThat(trades("")).hasSize(1));

    HttpResponse<String> csv = client.get("/trades", "text/csv");

    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.body().split("\r\n", -1)).hasSize(3);
    assertThat(csv.body())
        .startsWith("id,ticker,event_ticker,side,quantity,avg_entry_price,avg_exit_price,")
        .contains("\r\n" + ticker + "#")
        .contains(",YES,10,40,60,2,0.02,1.98,");
    assertThat(client.get("/trades", "*/*").headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
  }

  @Test
  void whatIsNotThereAndWhatIsNotUnderstoodAreProblems() {
    HttpResponse<String> never = client.get("/positions/KXNEVER-A/explain");
    assertThat(never.statusCode()).isEqualTo(404);
    assertThat(Scenario.json(never.body()).get("error").asText()).isEqualTo("not_found");
    assertThat(client.get("/positions/%20/explain").statusCode()).isEqualTo(404);

    HttpResponse<String> odd =
        client.get("/trades?limit=0&cursor=!&from=yesterday&to=2026-01-01&ticker=");
    assertThat(odd.statusCode()).isEqualTo(400);
    assertThat(Scenario.json(odd.body()).get("violations"))
        .extracting(violation -> violation.get("field").asText())
        .containsExactlyInAnyOrder("limit", "cursor", "from", "to", "ticker");
  }

  @Test
  void nobodySeesWhatAnotherAccountTraded() {
    exchange.trade(account, ticker, "yes", "1.00", "0.4000");
    exchange.trade(account, ticker, "no", "1.00", "0.6000");
    await().untilAsserted(() -> assertThat(trades("")).hasSize(1));
    Client stranger = new Client(port);
    stranger.authenticate(exchange.newAccount("10.00"));

    HttpResponse<String> answer = stranger.get("/positions/" + ticker + "/explain");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(rows(Scenario.json(stranger.get("/trades").body()))).isEmpty();
    stranger.delete("");
  }

  private void quote(String bid, String ask) {
    exchange.post(
        "/markets/" + ticker + "/quote",
        """
        {"yes_bid_dollars":"%s","yes_bid_size_fp":"50.00","yes_ask_dollars":"%s",
         "yes_ask_size_fp":"50.00","price_dollars":"%s"}
        """
            .formatted(bid, ask, bid));
  }

  private void finish(String verdict) {
    exchange.post("/markets/" + ticker + "/close", "{}");
    exchange.post("/markets/" + ticker + "/determine", verdict);
    exchange.post("/markets/" + ticker + "/settle", "{}");
  }

  private JsonNode settled() {
    await()
        .untilAsserted(
            () -> assertThat(explain(ticker).get("status").asText()).isEqualTo("settled"));
    return explain(ticker);
  }

  private JsonNode held() {
    JsonNode positions = client.positions().get("positions");
    assertThat(positions).hasSize(1);
    return positions.get(0);
  }

  private JsonNode explain(String market) {
    HttpResponse<String> answer = client.get("/positions/" + market + "/explain");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Scenario.json(answer.body());
  }

  private List<JsonNode> trades(String query) {
    return rows(Scenario.json(client.get("/trades" + query).body()));
  }

  private static List<JsonNode> rows(JsonNode answer) {
    return StreamSupport.stream(answer.get("trades").spliterator(), false).toList();
  }

  /** The same, one by one. */
  private List<JsonNode> paged() {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 10 && !cursor.equals("null"); page++) {
      String after = cursor.isEmpty() ? "" : "&cursor=" + cursor;
      JsonNode answer = Scenario.json(client.get("/trades?limit=1" + after).body());
      assertThat(rows(answer)).hasSizeLessThanOrEqualTo(1);
      all.addAll(rows(answer));
      cursor = answer.get("next_cursor").asText();
    }
    return all;
  }

  private static void addsUp(JsonNode figure) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode part : figure.get("parts")) {
      assertThat(part.get("part").asText()).isNotEqualTo("unexplained");
      sum = sum.add(part.get("amount").decimalValue());
    }
    BigDecimal value =
        figure.get("value").isNull() ? BigDecimal.ZERO : figure.get("value").decimalValue();
    assertThat(sum).isEqualByComparingTo(value);
  }

  private static BigDecimal value(JsonNode explained, String figure) {
    return explained.get("figures").get(figure).get("value").decimalValue();
  }

  private static BigDecimal number(JsonNode row, String field) {
    return new BigDecimal(row.get(field).asText());
  }
}
