package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.positionstream.portfolio.MarketTicker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we say on the WebSocket. Order books are never asked for, so nobody can take the wrong end
 * of one for its top, or turn a NO price around twice; the ticker tells the top in YES prices. Nor
 * are orders: a fill tells what was done, an order only what was wanted.
 *
 * @param id above zero, unique on its connection; the reply repeats it
 */
@RegisterForReflection
record Command(long id, String cmd, Params params) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Params(
      @Nullable List<String> channels,
      @Nullable List<Long> sids,
      @Nullable String action,
      @Nullable List<String> marketTickers,
      @Nullable Boolean sendInitialSnapshot) {}

  /** Everything of these channels. */
  static Command subscribe(long id, List<String> channels) {
    return new Command(id, "subscribe", new Params(channels, null, null, null, null));
  }

  /** Ticks of these markets, beginning with the state they are in. */
  static Command subscribeTicker(long id, Collection<MarketTicker> markets) {
    return new Command(
        id, "subscribe", new Params(List.of("ticker"), null, null, names(markets), true));
  }

  static Command addMarkets(long id, long sid, Collection<MarketTicker> markets) {
    return new Command(
        id,
        "update_subscription",
        new Params(null, List.of(sid), "add_markets", names(markets), true));
  }

  static Command deleteMarkets(long id, long sid, Collection<MarketTicker> markets) {
    return new Command(
        id,
        "update_subscription",
        new Params(null, List.of(sid), "delete_markets", names(markets), null));
  }

  /** Markets it names. */
  List<MarketTicker> markets() {
    List<String> named = params.marketTickers();
    return named == null ? List.of() : named.stream().map(MarketTicker::new).toList();
  }

  String json() {
    try {
      return Wire.JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A command can always be written.", e);
    }
  }

  private static List<String> names(Collection<MarketTicker> markets) {
    return markets.stream().map(MarketTicker::value).sorted().toList();
  }
}
