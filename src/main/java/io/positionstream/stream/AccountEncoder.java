package io.positionstream.stream;

import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Fact;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.positionstream.portfolio.Position;
import io.positionstream.web.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one account for all its readers: an immutable position at most once as a whole and once
 * as its prices, and one write for all readers that stand at the same cursor. Thread-safe.
 */
@SuppressWarnings({"ReferenceEquality", "ArrayRecordComponent"}) // identity is the cache's key
final class AccountEncoder {

  private static final byte[] NOTHING = {};

  /** A position's encodings, each made when somebody first needs it: a tick needs only prices. */
  private static final class Encoded {
    private final Position position;
    private @Nullable String whole;
    private @Nullable String price;

    Encoded(Position position) {
      this.position = position;
    }

    synchronized String whole() {
      if (whole == null) {
        whole = AccountJson.whole(position);
      }
      return whole;
    }

    synchronized String price() {
      if (price == null) {
        price = AccountJson.priceOnly(position);
      }
      return price;
    }
  }

  /** One composed write, shared by the readers that need exactly this. */
  private record Composed(Cursor from, Portfolio to, byte[] bytes) {}

  private final Clock clock;
  private final Map<MarketTicker, Encoded> encoded = new ConcurrentHashMap<>();
  private volatile @Nullable Composed newest;

  AccountEncoder(Clock clock) {
    this.clock = clock;
  }

  /** The body of {@code GET /account/positions}. */
  String positions(Portfolio portfolio) {
    return JsonText.object(
        json -> {
          json.writeFieldName("positions");
          json.writeRawValue(positionArray(portfolio));
          json.writeStringField("epoch", portfolio.epoch());
          json.writeNumberField("seq", portfolio.seq());
          json.writeFieldName("feed");
          json.writeRawValue(AccountJson.feed(portfolio.line()));
        });
  }

  /** The first write to a reader whose cursor cannot be honoured, or who has none. */
  byte[] snapshot(Portfolio portfolio) {
    String data =
        JsonText.object(
            json -> {
              json.writeStringField("type", "snapshot");
              json.writeNumberField("seq", portfolio.seq());
              json.writeFieldName("positions");
              json.writeRawValue(positionArray(portfolio));
              json.writeFieldName("portfolio");
              json.writeRawValue(AccountJson.portfolio(portfolio));
              json.writeFieldName("feed");
              json.writeRawValue(AccountJson.feed(portfolio.line()));
              json.writeBooleanField("resumed", false);
              json.writeStringField("server_time", now());
            });
    return bytes("id: " + portfolio.cursor() + "\n" + message(data));
  }

  /** The first write to a reader who comes back: that it could be resumed, and what it missed. */
  byte[] resumption(PortfolioChange change) {
    String data =
        JsonText.object(
            json -> {
              json.writeStringField("type", "resumed");
              json.writeNumberField("seq", change.portfolio().seq());
              json.writeNumberField("from_seq", change.from().seq());
              json.writeStringField("server_time", now());
            });
    String first = message(data);
    return change.isEmpty()
        ? bytes("id: " + change.portfolio().cursor() + "\n" + first)
        : bytes(first + text(change));
  }

  /** One write that moves a reader from {@code change.from()} to the portfolio's cut. */
  byte[] update(PortfolioChange change) {
    if (change.isEmpty()) {
      return NOTHING;
    }
    Composed shared = newest;
    if (shared != null && shared.to == change.portfolio() && shared.from.equals(change.from())) {
      return shared.bytes;
    }
    Composed composed = new Composed(change.from(), change.portfolio(), bytes(text(change)));
    newest = composed;
    return composed.bytes;
  }

  /**
   * Facts first, each with an id that advances only the fact part; then state without ids; the last
   * message carries the id of the new cut, so that a write cut short is resumed exactly.
   */
  private String text(PortfolioChange change) {
    List<String> states = states(change);
    String cut = "id: " + change.portfolio().cursor() + "\n";
    StringBuilder out = new StringBuilder(256 + 300 * states.size());
    for (Fact fact : change.facts()) {
      boolean last = states.isEmpty() && fact.number() == change.portfolio().cursor().fact();
      Cursor told = new Cursor(change.from().epoch(), change.from().seq(), fact.number());
      out.append(last ? cut : "id: " + told + "\n").append(message(typed(fact)));
    }
    for (int i = 0; i < states.size(); i++) {
      out.append(i == states.size() - 1 ? cut : "").append(message(states.get(i)));
    }
    return out.toString();
  }

  private List<String> states(PortfolioChange change) {
    long seq = change.portfolio().seq();
    List<String> states = new ArrayList<>();
    for (PortfolioChange.Removed removed : change.removed()) {
      encoded.remove(removed.ticker());
      states.add(removal(seq, removed));
    }
    for (Position position : change.moved()) {
      Encoded json = encode(position);
      String data = change.wantsWhole(position) ? json.whole() : json.price();
      states.add("{\"type\":\"position_update\",\"seq\":" + seq + ",\"data\":" + data + "}");
    }
    if (change.line()) {
      states.add(
          JsonText.object(
              json -> {
                json.writeStringField("type", "connection_status");
                AccountJson.line(json, change.portfolio().line());
              }));
    }
    if (change.totals()) {
      String data = AccountJson.portfolio(change.portfolio());
      states.add("{\"type\":\"portfolio_update\",\"seq\":" + seq + ",\"data\":" + data + "}");
    }
    return states;
  }

  private static String removal(long seq, PortfolioChange.Removed removed) {
    return JsonText.object(
        json -> {
          json.writeStringField("type", "position_removed");
          json.writeNumberField("seq", seq);
          json.writeStringField("ticker", removed.ticker().value());
          json.writeStringField("reason", removed.reason().name().toLowerCase(Locale.ROOT));
        });
  }

  private static String typed(Fact fact) {
    String type =
        switch (fact) {
          case Fact.Filled f -> "fill";
          case Fact.Settled s -> "settlement";
        };
    return "{\"type\":\"%s\",\"seq\":%d,\"data\":%s}"
        .formatted(type, fact.seq(), AccountJson.fact(fact));
  }

  private String positionArray(Portfolio portfolio) {
    StringBuilder out = new StringBuilder("[");
    for (Position position : portfolio.positions().values()) {
      out.append(out.length() > 1 ? "," : "").append(encode(position).whole());
    }
    return out.append(']').toString();
  }

  private Encoded encode(Position position) {
    Encoded known = encoded.get(position.ticker());
    if (known != null && known.position == position) {
      return known;
    }
    Encoded fresh = new Encoded(position);
    encoded.put(position.ticker(), fresh);
    return fresh;
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** The last message before the server ends a stream. */
  static byte[] error(String code, String message) {
    return bytes(
        message(
            JsonText.object(
                json -> {
                  json.writeStringField("type", "error");
                  json.writeStringField("error", code);
                  json.writeStringField("message", message);
                })));
  }

  private static String message(String json) {
    return "data: " + json + "\n\n";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Where a reader with this cursor starts: what it missed, or nothing that could be honoured. */
  static Optional<PortfolioChange> since(Optional<Cursor> cursor, Portfolio portfolio) {
    return cursor.flatMap(from -> PortfolioChange.since(from, portfolio));
  }
}
