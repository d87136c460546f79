package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Wire.required;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * REST payloads of an account as Kalshi writes them; component names are its own in camel case.
 * Amounts stay text, whole cents stay numbers. What is not {@code @Nullable} is required; fields
 * that are documented and not needed are listed, so that others are noticed.
 */
@RegisterForReflection
final class Payloads {

  private Payloads() {}

  /** The whole body of an answer. */
  interface Reply {}

  /** A page of a list; the last one has an empty or no cursor. */
  interface Page<T> extends Reply {
    List<T> rows();

    @Nullable String cursor();
  }

  /** Kalshi writes null for an empty list now and then. */
  static <T> List<T> rowsOf(@Nullable List<T> rows, String field) {
    if (rows == null) {
      return List.of();
    }
    rows.forEach(row -> required(row, "row of " + field));
    return List.copyOf(rows);
  }

  /**
   * {@code portfolio_value} is what open positions are worth, in whole cents, by a rule that is not
   * documented: it is a sign that there are some, and never part of a sum.
   */
  @JsonIgnoreProperties({"balance", "balance_breakdown", "updated_ts"})
  record Balance(String balanceDollars, Long portfolioValue) implements Reply {
    Balance {
      required(balanceDollars, "balance_dollars");
      required(portfolioValue, "portfolio_value");
    }
  }

  @JsonIgnoreProperties({"event_positions"})
  record Positions(@Nullable String cursor, @Nullable List<MarketPosition> marketPositions)
      implements Page<MarketPosition> {
    Positions {
      marketPositions =
          marketPositions == null ? null : rowsOf(marketPositions, "market_positions");
    }

    /** Whether there is a list, be it empty. */
    boolean isGiven() {
      return marketPositions != null;
    }

    @Override
    public List<MarketPosition> rows() {
      return marketPositions == null ? List.of() : marketPositions;
    }
  }

  @JsonIgnoreProperties({"exchange_index"})
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
      fills = rowsOf(fills, "fills");
    }

    @Override
    public List<Fill> rows() {
      return fills;
    }
  }

  @JsonIgnoreProperties({
    "action",
    "exchange_index",
    "fill_id",
    "market_ticker",
    "no_price_dollars",
    "order_id",
    "side"
  })
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
      settlements = rowsOf(settlements, "settlements");
    }

    @Override
    public List<Settlement> rows() {
      return settlements;
    }
  }

  /** {@code revenue} and {@code value} are whole cents. */
  @JsonIgnoreProperties({"event_ticker", "exchange_index"})
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

  @JsonIgnoreProperties({"api_key_region_expiration_ts"})
  record ApiKeys(List<ApiKey> apiKeys) implements Reply {
    ApiKeys {
      apiKeys = rowsOf(apiKeys, "api_keys");
    }
  }

  /** A key without scopes is refused: it would look like one that may do nothing. */
  @JsonIgnoreProperties({"fcm_subtrader_id", "name", "subaccount"})
  record ApiKey(String apiKeyId, List<String> scopes) {
    ApiKey {
      required(apiKeyId, "api_key_id");
      scopes = rowsOf(required(scopes, "scopes"), "scopes");
    }
  }

  record UserDataTimestamp(String asOfTime) implements Reply {
    UserDataTimestamp {
      required(asOfTime, "as_of_time");
    }
  }

  /** What the account may do per second, all its keys together. */
  @JsonIgnoreProperties({"grants", "usage_tier", "write"})
  record Limits(Bucket read) implements Reply {
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
}
