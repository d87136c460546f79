package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.MarketTicker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Which markets' ticks we asked for on this connection. There is one ticker subscription per
 * connection: it is made with the first markets, and changed once its number (sid) is known. For
 * one caller at a time.
 */
final class TickerSubscription {

  /** A careful bound: the exchange does not publish its own. */
  private static final int MARKETS_PER_COMMAND = 256;

  private final LongSupplier ids;
  private final Set<MarketTicker> followed = new TreeSet<>();
  private final Set<MarketTicker> waiting = new TreeSet<>();
  private OptionalLong asked = OptionalLong.empty();
  private OptionalLong sid = OptionalLong.empty();

  /**
   * @param ids numbers for commands
   */
  TickerSubscription(LongSupplier ids) {
    this.ids = ids;
  }

  boolean follows(MarketTicker market) {
    return followed.contains(market);
  }

  Set<MarketTicker> followed() {
    return Set.copyOf(followed);
  }

  /** What to send so that these markets are followed, too. */
  List<Command> follow(Collection<MarketTicker> markets) {
    for (MarketTicker market : markets) {
      if (followed.add(market)) {
        waiting.add(market);
      }
    }
    return flush();
  }

  /** What to send when the exchange has numbered the subscription. */
  List<Command> numbered(long number) {
    sid = OptionalLong.of(number);
    return flush();
  }

  /** The exchange refused a command: its markets are asked for again with the next ones. */
  void refused(long id, Collection<MarketTicker> markets) {
    markets.stream().filter(followed::contains).forEach(waiting::add);
    if (awaits(id)) {
      asked = OptionalLong.empty();
    }
  }

  /** Whether this command is the subscription, and it is not numbered yet. */
  boolean awaits(long id) {
    return sid.isEmpty() && asked.isPresent() && asked.getAsLong() == id;
  }

  /** What to send so that these markets are no longer followed. */
  List<Command> unfollow(Collection<MarketTicker> markets) {
    List<MarketTicker> known = markets.stream().filter(followed::remove).toList();
    List<MarketTicker> told = known.stream().filter(market -> !waiting.remove(market)).toList();
    if (told.isEmpty() || sid.isEmpty()) {
      return List.of();
    }
    return List.of(Command.deleteMarkets(ids.getAsLong(), sid.getAsLong(), told));
  }

  private List<Command> flush() {
    List<Command> commands = new ArrayList<>();
    while (!waiting.isEmpty() && (asked.isEmpty() || sid.isPresent())) {
      List<MarketTicker> some = waiting.stream().limit(MARKETS_PER_COMMAND).toList();
      some.forEach(waiting::remove);
      long id = ids.getAsLong();
      if (sid.isPresent()) {
        commands.add(Command.addMarkets(id, sid.getAsLong(), some));
      } else {
        commands.add(Command.subscribeTicker(id, some));
        asked = OptionalLong.of(id);
      }
    }
    return commands;
  }
}
