package io.positionstream.stream;

import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.positionstream.web.JsonText;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one account for all its readers: an immutable position at most once as a whole and once
 * as its prices, and one write for all readers that stand at the same cursor. Thread-safe.
 */
@SuppressWarnings("ReferenceEquality") // identity is the cache's key
final class AccountEncoder {

  /** Encodings of so many positions that are gone are kept. */
  private static final int FORGOTTEN = 1_000;

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

  private final Clock clock;
  private final int bound;
  private final Map<MarketTicker, Encoded> encoded = new ConcurrentHashMap<>();
  private volatile @Nullable Cut newest;

  /**
   * @param bound bytes of facts that one write may have
   */
  AccountEncoder(Clock clock, int bound) {
    this.clock = clock;
    this.bound = bound;
  }

  /** What is composed for this portfolio: the same one for all who ask while it is the newest. */
  Cut cut(Portfolio portfolio) {
    Cut known = newest;
    if (known != null && known.portfolio() == portfolio) {
      return known;
    }
    if (encoded.size() > portfolio.positions().size() + FORGOTTEN) {
      encoded.keySet().retainAll(portfolio.positions().keySet());
    }
    Cut fresh = new Cut(this, portfolio, clock, bound);
    newest = fresh;
    return fresh;
  }

  /** The body of {@code GET /account/positions}. */
  String positions(Portfolio portfolio) {
    return JsonText.object(
        json -> {
          json.encoded("positions", positionArray(portfolio));
          json.text("epoch", portfolio.epoch());
          json.number("seq", portfolio.seq());
          AccountJson.feed(json, portfolio.line());
        });
  }

  /** A position as one JSON object. */
  String json(Position position, boolean whole) {
    Encoded json = encode(position);
    return whole ? json.whole() : json.price();
  }

  String positionArray(Portfolio portfolio) {
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
}
