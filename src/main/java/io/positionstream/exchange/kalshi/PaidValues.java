package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.Price;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one YES paid, to 10⁻⁴ $, in markets where nothing else tells what was paid: the row of a
 * history with both sides shows no revenue, and rounds the value to whole cents. The market itself
 * tells it exactly.
 *
 * @param byTicker text of an amount in dollars
 */
record PaidValues(Map<String, String> byTicker) {

  /** Of no market. */
  static final PaidValues NONE = new PaidValues(Map.of());

  private static final int UNITS_PER_CENT = 100;

  PaidValues {
    byTicker = Map.copyOf(byTicker);
  }

  /** Asks only if a row needs it; a market that is archived is missing, and its row must do. */
  static Uni<PaidValues> of(List<Payloads.Settlement> rows, KalshiRest rest) {
    List<String> unclear =
        rows.stream()
            .filter(row -> row.marketResult().equals("scalar") && row.value() != null)
            .filter(row -> row.revenue() == 0 && !row.yesCountFp().equals(row.noCountFp()))
            .map(Payloads.Settlement::ticker)
            .distinct()
            .toList();
    return rest.markets(unclear).map(PaidValues::of);
  }

  private static PaidValues of(List<MarketPayloads.Market> markets) {
    Map<String, String> told = new HashMap<>();
    for (MarketPayloads.Market market : markets) {
      String value = market.settlementValueDollars();
      if (value != null && !value.isBlank()) {
        told.put(market.ticker(), value);
      }
    }
    return new PaidValues(told);
  }

  /** The value behind these cents, unless the market tells another: what was paid counts. */
  Price exactly(String ticker, Price cents) {
    String told = byTicker.get(ticker);
    if (told == null) {
      return cents;
    }
    Price exact = Price.ofDollars(told);
    return Math.abs(exact.units() - cents.units()) < UNITS_PER_CENT ? exact : cents;
  }
}
