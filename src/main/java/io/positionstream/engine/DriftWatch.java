package io.positionstream.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Drift;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Portfolio;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Counts what one account showed wrongly, whenever the exchange's books are read, and logs it once
 * until it has healed. For one caller at a time.
 */
final class DriftWatch {

  private static final Logger LOG = Logger.getLogger(DriftWatch.class);

  private final AccountId account;
  private final MeterRegistry metrics;
  private Set<Place> open = Set.of();

  private record Place(Drift.Field field, Optional<MarketTicker> market) {}

  DriftWatch(AccountId account, MeterRegistry metrics) {
    this.account = account;
    this.metrics = metrics;
  }

  /** Looks at an event that is about to be folded. */
  void look(Portfolio before, AccountEvent event) {
    if (event instanceof AccountLoaded load) {
      List<Drift> found = Drift.between(before, load);
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
    metrics.counter("drift", "field", word(drift)).increment();
  }

  private void log(Drift drift) {
    LOG.warnf("drift account=%s field=%s", account, word(drift));
    LOG.debugf(
        "drift account=%s field=%s market=%s ours=%s theirs=%s",
        account,
        word(drift),
        drift.market().map(MarketTicker::value).orElse(""),
        drift.ours(),
        drift.theirs());
  }

  private static Place place(Drift drift) {
    return new Place(drift.field(), drift.market());
  }

  private static String word(Drift drift) {
    return drift.field().name().toLowerCase(Locale.ROOT);
  }
}
