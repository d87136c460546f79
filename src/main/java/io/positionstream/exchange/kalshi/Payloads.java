package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Wire.required;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * REST payloads as Kalshi writes them; component names are its own in camel case. Amounts stay
 * text, whole cents stay numbers. What is not {@code @Nullable} is required.
 */
final class Payloads {

  private Payloads() {}

  /** A page of a list; the last one has an empty or no cursor. */
  interface Page<T> {
    List<T> rows();

    @Nullable String cursor();
  }

  /** Kalshi writes null for an empty list now and then. */
  private static <T> List<T> rowsOf(@Nullable List<T> rows) {
    return rows == null ? List.of() : List.copyOf(rows);
  }

  record Balance(String balanceDollars) {
    Balance {
      required(balanceDollars, "balance_dollars");
    }
  }

  record Positions(@Nullable String cursor, List<MarketPosition> marketPositions)
      implements Page<MarketPosition> {
    Positions {
      marketPositions = rowsOf(marketPositions);
    }

    @Override
    public List<MarketPosition> rows() {
      return marketPositions;
    }
  }

  record MarketPosition(
      String ticker,
      String positionFp,
      String marketExposureDollars,
      String totalTradedDollars,
      String realizedPnlDollars,
      String feesPaidDollars,
      String lastUpdatedTs) {
    MarketPosition {
      required(ticker, "ticker");
      required(positionFp, "position_fp");
      required(marketExposureDollars, "market_exposure_dollars");
      required(totalTradedDollars, "total_traded_dollars");
      required(realizedPnlDollars, "realized_pnl_dollars");
      required(feesPaidDollars, "fees_paid_dollars");
      required(lastUpdatedTs, "last_updated_ts");
    }
  }

  record Fills(@Nullable String cursor, List<Fill> fills) implements Page<Fill> {
    Fills {
      fills = rowsOf(fills);
    }

    @Override
    public List<Fill> rows() {
      return fills;
    }
  }

  record Fill(
      String tradeId,
      String ticker,
      @Nullable String outcomeSide,
      @Nullable String bookSide,
      String countFp,
      String yesPriceDollars,
      String feeCost,
      Boolean isTaker,
      @Nullable String createdTime,
      @Nullable Long ts,
      @Nullable Integer subaccountNumber) {
    Fill {
      required(tradeId, "trade_id");
      required(ticker, "ticker");
      required(countFp, "count_fp");
      required(yesPriceDollars, "yes_price_dollars");
      required(feeCost, "fee_cost");
      required(isTaker, "is_taker");
    }
  }

  record Settlements(@Nullable String cursor, List<Settlement> settlements)
      implements Page<Settlement> {
    Settlements {
      settlements = rowsOf(settlements);
    }

    @Override
    public List<Settlement> rows() {
      return settlements;
    }
  }

  /** {@code revenue} and {@code value} are whole cents. */
  record Settlement(
      String ticker,
      String marketResult,
      String yesCountFp,
      String yesTotalCostDollars,
      String noCountFp,
      String noTotalCostDollars,
      Long revenue,
      String settledTime,
      String feeCost,
      @Nullable Long value) {
    Settlement {
      required(ticker, "ticker");
      required(marketResult, "market_result");
      required(yesCountFp, "yes_count_fp");
      required(yesTotalCostDollars, "yes_total_cost_dollars");
      required(noCountFp, "no_count_fp");
      required(noTotalCostDollars, "no_total_cost_dollars");
      required(revenue, "revenue");
      required(settledTime, "settled_time");
      required(feeCost, "fee_cost");
    }
  }

  record Markets(@Nullable String cursor, List<Market> markets) implements Page<Market> {
    Markets {
      markets = rowsOf(markets);
    }

    @Override
    public List<Market> rows() {
      return markets;
    }
  }

  record Market(
      String ticker,
      String eventTicker,
      @Nullable String title,
      @Nullable String yesSubTitle,
      String status,
      @Nullable String result,
      @Nullable String closeTime,
      @Nullable String expectedExpirationTime,
      @Nullable String latestExpirationTime,
      @Nullable String settlementValueDollars,
      String yesBidDollars,
      String yesBidSizeFp,
      String yesAskDollars,
      String yesAskSizeFp,
      String lastPriceDollars) {
    Market {
      required(ticker, "ticker");
      required(eventTicker, "event_ticker");
      required(status, "status");
      required(yesBidDollars, "yes_bid_dollars");
      required(yesBidSizeFp, "yes_bid_size_fp");
      required(yesAskDollars, "yes_ask_dollars");
      required(yesAskSizeFp, "yes_ask_size_fp");
      required(lastPriceDollars, "last_price_dollars");
    }
  }

  record EventReply(Event event) {
    EventReply {
      required(event, "event");
    }
  }

  record Event(String eventTicker, String title) {
    Event {
      required(eventTicker, "event_ticker");
      required(title, "title");
    }
  }

  record ApiKeys(List<ApiKey> apiKeys) {
    ApiKeys {
      apiKeys = rowsOf(apiKeys);
    }
  }

  record ApiKey(String apiKeyId, List<String> scopes) {
    ApiKey {
      required(apiKeyId, "api_key_id");
      scopes = rowsOf(scopes);
    }
  }

  record UserDataTimestamp(String asOfTime) {
    UserDataTimestamp {
      required(asOfTime, "as_of_time");
    }
  }

  /** What the account may do per second, all its keys together. */
  record Limits(Bucket read) {
    Limits {
      required(read, "read");
    }
  }

  record Bucket(Long refillRate, Long bucketCapacity) {
    Bucket {
      required(refillRate, "refill_rate");
      required(bucketCapacity, "bucket_capacity");
    }
  }

  record ExchangeStatus(Boolean exchangeActive, @Nullable String exchangeEstimatedResumeTime) {
    ExchangeStatus {
      required(exchangeActive, "exchange_active");
    }
  }
}
