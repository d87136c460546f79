package io.positionstream.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the exchange answers to reads: the account as it was before the first update. */
final class StubReplies {

  private final Instant bought = Instant.now().minus(2, ChronoUnit.DAYS);

  /** The body of a successful GET; an empty list where there is nothing. */
  String to(Feed feed, String target) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    return switch (path.substring("/trade-api/v2".length())) {
      case "/portfolio/balance" ->
          "{\"balance\":100000,\"balance_dollars\":\"1000.0000\",\"portfolio_value\":100}";
      case "/exchange/user_data_timestamp" -> "{\"as_of_time\":\"%s\"}".formatted(Instant.now());
      case "/account/limits" -> "{\"read\":{\"refill_rate\":1000000,\"bucket_capacity\":1000000}}";
      case "/exchange/status" -> "{\"exchange_active\":true,\"trading_active\":true}";
      case "/historical/cutoff" ->
          "{\"market_settled_ts\":\"%1$s\",\"trades_created_ts\":\"%1$s\",\"orders_updated_ts\":\"%1$s\"}"
              .formatted(bought.minus(30, ChronoUnit.DAYS));
      case "/api_keys" ->
          "{\"api_keys\":[{\"api_key_id\":\"%s\",\"name\":\"bench\",\"scopes\":[\"read\"]}]}"
              .formatted(StubExchange.key(feed.account()));
      case "/portfolio/positions" -> list("market_positions", positions(feed));
      case "/portfolio/fills" -> list("fills", query.contains("min_ts") ? "" : fills(feed));
      case "/historical/fills" -> list("fills", "");
      case "/portfolio/settlements" -> list("settlements", "");
      case "/portfolio/deposits" -> list("deposits", "");
      case "/portfolio/withdrawals" -> list("withdrawals", "");
      case "/markets" -> list("markets", markets(query));
      case String event when event.startsWith("/events/") ->
          """
          {"event":{"event_ticker":"%s","title":"Benchmark","mutually_exclusive":false}}\
          """
              .formatted(event.substring("/events/".length()));
      default -> throw new IllegalArgumentException("Not in this exchange: " + target);
    };
  }

  private static String list(String name, String rows) {
    return "{\"cursor\":\"\",\"" + name + "\":[" + rows + "]}";
  }

  private String positions(Feed feed) {
    return IntStream.range(0, feed.markets())
        .mapToObj(
            market ->
                """
                {"ticker":"%s","position_fp":"10.00","market_exposure_dollars":"4.0000",\
                "total_traded_dollars":"4.0000","realized_pnl_dollars":"0.0000",\
                "fees_paid_dollars":"0.0000","last_updated_ts":"%s"}\
                """
                    .formatted(Feed.ticker(feed.account(), market), bought))
        .collect(Collectors.joining(","));
  }

  private String fills(Feed feed) {
    return IntStream.range(0, feed.markets())
        .mapToObj(
            market ->
                """
                {"trade_id":"%1$s-T","ticker":"%1$s","outcome_side":"yes","book_side":"bid",\
                "count_fp":"10.00","yes_price_dollars":"0.4000","fee_cost":"0.0000",\
                "is_taker":true,"created_time":"%2$s","subaccount_number":0}\
                """
                    .formatted(Feed.ticker(feed.account(), market), bought))
        .collect(Collectors.joining(","));
  }

  /** Prices of update numbers below the count of markets: one for each. */
  private static String markets(String query) {
    String named =
        Stream.of(query.split("&"))
            .filter(pair -> pair.startsWith("tickers="))
            .map(pair -> pair.substring("tickers=".length()).replace("%2C", ","))
            .findFirst()
            .orElseThrow();
    String closes = Instant.now().plus(300, ChronoUnit.DAYS).toString();
    return Stream.of(named.split(","))
        .map(
            ticker ->
                """
                {"ticker":"%s","event_ticker":"%s","title":"Will it be fast?",\
                "yes_sub_title":"Yes","status":"active","result":"","close_time":"%s",\
                "latest_expiration_time":"%s","yes_bid_dollars":"0.4000",\
                "yes_bid_size_fp":"300.00","yes_ask_dollars":"0.4100",\
                "yes_ask_size_fp":"150.00","last_price_dollars":"0.0001"}\
                """
                    .formatted(ticker, ticker.substring(0, ticker.indexOf('-')), closes, closes))
        .collect(Collectors.joining(","));
  }
}
