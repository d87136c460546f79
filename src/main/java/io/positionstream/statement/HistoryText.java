package io.positionstream.statement;

import static java.util.stream.Collectors.groupingBy;

import io.positionstream.journal.SampleReader.Equity;
import io.positionstream.journal.SampleReader.Window;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.web.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recorded series as JSON. Money in dollars, prices in cents of the side held now. */
final class HistoryText {

  private HistoryText() {}

  static String equity(List<Equity> rows, Window window, ZoneId zone) {
    List<Instant> days =
        rows.isEmpty()
            ? List.of()
            : ChartWindow.dayStarts(rows.getFirst().at(), rows.getLast().at(), zone);
    return JsonText.object(
        json -> {
          json.list("equity", rows, HistoryText::worth);
          json.times("day_starts", days);
          json.text("day_zone", zone.getId());
          reach(json, window);
        });
  }

  private static void worth(JsonText json, Equity row) {
    json.time("at", Optional.of(row.at()));
    json.number("total_value", row.total().plain());
    json.number("cash_balance", row.cash().plain());
    json.number("positions_value", row.positions().plain());
    json.number("unrealized_pnl", row.unrealized().map(Money::plain));
    json.number("realized_pnl", row.realized().plain());
    json.number("fees_paid", row.fees().plain());
    json.number("net_flows", row.flows().map(Money::plain));
    json.number("unexplained", row.unexplained().map(Money::plain));
  }

  /** A market that was never sampled has no points; nobody bid where a price is null. */
  static String marks(List<Position> held, List<MarkSample> samples, Window window) {
    Map<MarketTicker, List<MarkSample>> series =
        samples.stream().collect(groupingBy(MarkSample::market));
    return JsonText.object(
        json -> {
          json.list(
              "marks",
              held,
              (row, position) ->
                  market(row, position, series.getOrDefault(position.ticker(), List.of())));
          reach(json, window);
        });
  }

  private static void market(JsonText json, Position held, List<MarkSample> points) {
    json.text("ticker", held.ticker().value());
    json.text("side", held.side().name());
    json.list(
        "points",
        points,
        (row, sample) -> {
          row.time("at", Optional.of(sample.at()));
          row.number("price", sample.mark(held.side()).map(Price::cents));
        });
  }

  private static void reach(JsonText json, Window window) {
    json.time("from", Optional.of(window.from()));
    json.time("to", Optional.of(window.to()));
  }
}
