package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.MarketTicker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the exchange is asked to tell on one connection: the channels of the account, without which
 * there is no line; ticks of the markets that are followed, and the lives of combinations, whose
 * refusal only costs what the next read by REST brings. For one caller at a time.
 */
final class Subscriptions {

  private static final List<String> CHANNELS =
      List.of("fill", "market_positions", "market_lifecycle_v2");
  private static final String TICKER = "ticker";
  private static final String COMBO_LIVES = "multivariate_market_lifecycle";

  private final Work work;
  private final CrossCheck check;
  private final Duration patience;
  private final Set<String> unacknowledged = new HashSet<>(CHANNELS);
  private final TickerSubscription ticks = new TickerSubscription(this::nextId);
  private final Map<Long, List<MarketTicker>> tolerable = new HashMap<>();

  private boolean hearsCombos;
  private long combos;
  private long lastId;

  /**
   * @param patience how long the exchange may take to acknowledge
   */
  Subscriptions(Work work, CrossCheck check, Duration patience) {
    this.work = work;
    this.check = check;
    this.patience = patience;
  }

  /** One command per channel: a channel that is refused is then named by the reply. */
  void start() {
    work.send(CHANNELS.stream().map(c -> Command.subscribe(nextId(), List.of(c))).toList());
    work.after(patience, new Signal.AckDue());
  }

  /**
   * @return whether with this one all channels of the account are acknowledged, for the first time
   */
  boolean acknowledged(Frame.Subscribed ack) {
    if (ack.channel().equals(TICKER)) {
      accepted(ack.id());
      send(ticks.numbered(ack.sid()));
    }
    return unacknowledged.remove(ack.channel()) && unacknowledged.isEmpty();
  }

  /** Fails the line if a channel of the account is still not acknowledged. */
  void acknowledgementsDue() {
    if (!unacknowledged.isEmpty()) {
      throw new LineLost(LossReason.UNACKNOWLEDGED, "no acknowledgement for " + unacknowledged);
    }
  }

  /** Fails the line if the subscription to ticks is still not answered. */
  void numberDue(long id) {
    if (ticks.awaits(id)) {
      throw new LineLost(LossReason.UNACKNOWLEDGED, "no acknowledgement for " + TICKER);
    }
  }

  boolean follows(MarketTicker market) {
    return ticks.follows(market);
  }

  Set<MarketTicker> followed() {
    return ticks.followed();
  }

  void follow(Collection<MarketTicker> markets) {
    if (!hearsCombos && markets.stream().anyMatch(Subscriptions::isCombo)) {
      hearsCombos = true;
      combos = nextId();
      send(List.of(Command.subscribe(combos, List.of(COMBO_LIVES))));
    }
    send(ticks.follow(markets));
  }

  void unfollow(Collection<MarketTicker> markets) {
    send(ticks.unfollow(markets));
  }

  /** The exchange has done what this command asked for. */
  void accepted(long id) {
    check.accepted(Objects.requireNonNullElse(tolerable.remove(id), List.of()));
  }

  /** Whether the refusal of this command only costs prices, which REST brings now and then. */
  boolean tolerates(long id) {
    List<MarketTicker> markets = tolerable.remove(id);
    if (markets == null) {
      return false;
    }
    check.refused(markets);
    ticks.refused(id, markets);
    hearsCombos = hearsCombos && id != combos;
    return true;
  }

  private void send(List<Command> commands) {
    for (Command command : commands) {
      tolerable.put(command.id(), command.markets());
      if (ticks.awaits(command.id())) {
        work.after(patience, new Signal.NumberDue(command.id()));
      }
    }
    work.send(commands);
  }

  /** The life of a combination of markets is told on a channel of its own. */
  private static boolean isCombo(MarketTicker market) {
    return market.value().startsWith("KXMVE");
  }

  private long nextId() {
    return ++lastId;
  }
}
