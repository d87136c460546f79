package io.positionstream.statement;

import static io.positionstream.web.JsonText.number;
import static io.positionstream.web.JsonText.time;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.positionstream.journal.SampleReader.Equity;
import io.positionstream.journal.SampleReader.Window;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Position;
import io.positionstream.portfolio.Price;
import io.positionstream.web.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
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
          JsonText.list(json, "equity", rows, HistoryText::worth);
          json.writeArrayFieldStart("day_starts");
          for (Instant day : days) {
            json.writeString(day.truncatedTo(ChronoUnit.MILLIS).toString());
          }
          json.writeEndArray();
          json.writeStringField("day_zone", zone.getId());
          reach(json, window);
        });
  }

  private static void worth(JsonGenerator json, Equity row) throws IOException {
    time(json, "at", Optional.of(row.at()));
    number(json, "total_value", row.total().plain());
    number(json, "cash_balance", row.cash().plain());
    number(json, "positions_value", row.positions().plain());
    number(json, "unrealized_pnl", row.unrealized().map(Money::plain));
    number(json, "realized_pnl", row.realized().plain());
    number(json, "fees_paid", row.fees().plain());
    number(json, "net_flows", row.flows().map(Money::plain));
    number(json, "unexplained", row.unexplained().map(Money::plain));
  }

  /** A market that was never sampled has no points; nobody bid where a price is null. */
  static String marks(List<Position> held, List<MarkSample> samples, Window window) {
    Map<MarketTicker, List<MarkSample>> series =
        samples.stream().collect(groupingBy(MarkSample::market));
    return JsonText.object(
        json -> {
          JsonText.list(
              json,
              "marks",
              held,
              (row, position) ->
                  market(row, position, series.getOrDefault(position.ticker(), List.of())));
          reach(json, window);
        });
  }

  private static void market(JsonGenerator json, Position held, List<MarkSample> points)
      throws IOException {
    json.writeStringField("ticker", held.ticker().value());
    json.writeStringField("side", held.side().name());
    JsonText.list(
        json,
        "points",
        points,
        (row, sample) -> {
          time(row, "at", Optional.of(sample.at()));
          number(row, "price", sample.mark(held.side()).map(Price::cents));
        });
  }

  private static void reach(JsonGenerator json, Window window) throws IOException {
    time(json, "from", Optional.of(window.from()));
    time(json, "to", Optional.of(window.to()));
  }
}
