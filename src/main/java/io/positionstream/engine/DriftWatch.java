package io.positionstream.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.Drift;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.OpenDrift;
import io.positionstream.portfolio.Portfolio;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Counts what one account showed wrongly, whenever the exchange's books are read, and logs it once
 * until it has healed. For one caller at a time.
 */
final class DriftWatch {

  private static final Logger LOG = Logger.getLogger(DriftWatch.class);

  private static final String SOURCE = Discrepancy.Source.STREAM_VS_REST.word();

  private final AccountId account;
  private final MeterRegistry metrics;
  private final Consumer<List<Discrepancy>> reader;
  private Set<Place> open = Set.of();
  private OpenDrift unhealed = OpenDrift.NONE;

  private record Place(Drift.Field field, Optional<MarketTicker> market) {}

  /**
   * @param reader told what opened and what healed, in the thread of the fold; must not block
   */
  DriftWatch(AccountId account, MeterRegistry metrics, Consumer<List<Discrepancy>> reader) {
    this.account = account;
    this.metrics = metrics;
    this.reader = reader;
  }

  /** Counters that are there before anything was counted, so that an alert sees the first. */
  static void register(MeterRegistry metrics) {
    for (Drift.Field field : Drift.Field.values()) {
      for (Discrepancy.Source source : Discrepancy.Source.values()) {
        metrics.counter("drift", "field", field.word(), "source", source.word());
      }
    }
    metrics.counter("unexplained");
  }

  /** Looks at an event that is being folded. */
  void look(Portfolio before, AccountEvent event, Portfolio after) {
    if (event instanceof AccountLoaded load) {
      Drift.Compared compared = Drift.between(before, load);
      List<Drift> found = compared.found();
      OpenDrift.Look look = unhealed.looking(compared, after, load.at());
      unhealed = look.next();
      if (!look.news().isEmpty()) {
        reader.accept(look.news());
      }
      found.forEach(this::count);
      found.stream().filter(drift -> !open.contains(place(drift))).forEach(this::log);
      open = found.stream().map(DriftWatch::place).collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Looks at what no trade, deposit or withdrawal explains; tells each new amount once. */
  void unexplained(Portfolio before, Portfolio after) {
    Optional<Money> amount = after.unexplained();
    if (!amount.equals(before.unexplained()) && amount.filter(a -> !a.isZero()).isPresent()) {
      metrics.counter("unexplained").increment();
      LOG.warnf("cash moved unexplained account=%s", account);
      LOG.debugf("cash moved unexplained account=%s amount=%s", account, amount.get());
    }
  }

  private void count(Drift drift) {
    metrics.counter("drift", "field", drift.field().word(), "source", SOURCE).increment();
  }

  private void log(Drift drift) {
    LOG.warnf("drift account=%s field=%s", account, drift.field().word());
    LOG.debugf(
        "drift account=%s field=%s market=%s ours=%s theirs=%s",
        account,
        drift.field().word(),
        drift.market().map(MarketTicker::value).orElse(""),
        drift.ours(),
        drift.theirs());
  }

  private static Place place(Drift drift) {
    return new Place(drift.field(), drift.market());
  }
}
