package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Quote;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden scenarios, folded: exchange events in, the public JSON out. */
class GoldenScenarioTest {

  private static final Instant T0 = Instant.parse("2026-07-06T12:00:00Z");

  private Instant now = T0;
  private Contracts position = Contracts.ZERO;

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void foldsToTheJsonThatClientsSee(Scenario scenario) {
    MarketTicker ticker = new MarketTicker(scenario.ticker());
    Portfolio portfolio =
        Portfolio.unknown(new AccountId(new UUID(0, 1)), "e1", T0)
            .apply(load(scenario.cash(), List.of()));

    for (Scenario.Step step : scenario.steps()) {
      now = now.plusSeconds(1);
      if (step.kind().equals("expect")) {
        assertThat(Scenario.differences("", step.body(), seen(portfolio))).isEmpty();
      } else {
        portfolio = portfolio.apply(event(ticker, step));
      }
    }
  }

  private static JsonNode seen(Portfolio portfolio) {
    AccountEncoder encoder = new AccountEncoder(Clock.fixed(T0, ZoneOffset.UTC), 1 << 16);
    String facts =
        portfolio.recentFacts().stream()
            .map(GoldenScenarioTest::message)
            .collect(Collectors.joining(",", "[", "]"));
    String positions = Scenario.json(encoder.positions(portfolio)).get("positions").toString();
    return Scenario.json(
        "{\"positions\":%s,\"portfolio\":%s,\"facts\":%s}"
            .formatted(positions, AccountJson.portfolio(portfolio), facts));
  }

  private static String message(Fact fact) {
    String type = fact instanceof Fact.Filled ? "fill" : "settlement";
    return "{\"type\":\"%s\",\"data\":%s}".formatted(type, AccountJson.fact(fact));
  }

  private AccountEvent event(MarketTicker ticker, Scenario.Step step) {
    JsonNode body = step.body();
    return switch (step.kind()) {
      case "trade" -> new AccountEvent.Filled(fill(ticker, body), now);
      case "quote" -> new AccountEvent.Quoted(ticker, quote(body), now);
      case "close" -> new AccountEvent.Quoted(ticker, emptied(), now);
      case "determine" ->
          new AccountEvent.MarketDetermined(
              ticker, Optional.of(price(body, "settlement_value_dollars")), now);
      case "settle" ->
          load(body.get("cash_dollars").asText(), List.of(settlement(ticker, body.get("row"))));
      default -> throw new IllegalArgumentException("unknown step " + step.kind());
    };
  }

  private Fill fill(MarketTicker ticker, JsonNode body) {
    Side side = body.get("outcome_side").asText().equals("yes") ? Side.YES : Side.NO;
    Contracts quantity = Contracts.of(body.get("count_fp").asText());
    position = position.plus(side.signed(quantity));
    return new Fill(
        new TradeId("t" + now.getEpochSecond()),
        ticker,
        side,
        quantity,
        price(body, "yes_price_dollars"),
        money(body, "fee_dollars"),
        true,
        now,
        Optional.of(position));
  }

  private Quote quote(JsonNode body) {
    return new Quote(
        price(body, "yes_bid_dollars"),
        Contracts.of(body.get("yes_bid_size_fp").asText()),
        price(body, "yes_ask_dollars"),
        Contracts.of(body.get("yes_ask_size_fp").asText()),
        price(body, "price_dollars"),
        now);
  }

  /** Books are emptied at the close; the last price stays. */
  private Quote emptied() {
    return new Quote(
        Price.ZERO, Contracts.ZERO, Price.ONE, Contracts.ZERO, Price.ofDollars("0.81"), now);
  }

  private AccountLoaded load(String cash, List<Settlement> settlements) {
    return new AccountLoaded(
        now, now, Map.of(), Money.ofDollars(cash), List.of(), settlements, List.of(), now);
  }

  private Settlement settlement(MarketTicker ticker, JsonNode row) {
    return Settlement.ofGross(
        ticker,
        row.get("market_result").asText(),
        Optional.of(Price.ONE),
        Contracts.of(row.get("yes_count_fp").asText()),
        money(row, "yes_total_cost_dollars"),
        Contracts.of(row.get("no_count_fp").asText()),
        money(row, "no_total_cost_dollars"),
        Money.ofCents(row.get("revenue").asLong()),
        money(row, "fee_cost"),
        now);
  }

  private static Price price(JsonNode body, String field) {
    return Price.ofDollars(body.get(field).asText());
  }

  private static Money money(JsonNode body, String field) {
    return Money.ofDollars(body.get(field).asText());
  }
}
