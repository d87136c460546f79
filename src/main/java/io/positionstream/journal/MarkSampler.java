package io.positionstream.journal;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.MarkSample;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Writes the prices of what is held beside the journal, on a timer and only where they changed, and
 * until when they were watched. A look at the past is marked with them; the facts need no sample.
 */
@ApplicationScoped
class MarkSampler {

  private static final Logger LOG = Logger.getLogger(MarkSampler.class);
  private static final int PURGE_EACH = 60;

  private final Pool pool;
  private final Clock clock;
  private final MarkSamplesConfig config;

  MarkSampler(Pool pool, Clock clock, MarkSamplesConfig config) {
    this.pool = pool;
    this.clock = clock;
    this.config = config;
  }

  void onStarted(@Observes AccountEngine.Started started) {
    AccountEngine engine = started.engine();
    // Written by one chain at a time; what is no longer held leaves.
    Map<MarketTicker, MarkSample> written = new HashMap<>();
    WatchTable watch = new WatchTable(pool, engine.account());
    engine.cancelAtEnd(
        Multi.createFrom()
            .ticks()
            .startingAfter(config.every())
            .every(config.every())
            .onOverflow()
            .drop()
            .onItem()
            .transformToUniAndConcatenate(tick -> sample(engine.portfolio(), written, watch, tick))
            .subscribe()
            .with(
                done -> {},
                e -> LOG.errorf(e, "mark samples stopped account=%s", engine.account())));
  }

  private Uni<Void> sample(
      Portfolio portfolio, Map<MarketTicker, MarkSample> written, WatchTable watch, long tick) {
    Instant now = clock.instant();
    AccountId account = portfolio.account();
    if (!portfolio.loaded()) {
      return Uni.createFrom().voidItem();
    }
    written.keySet().retainAll(portfolio.positions().keySet());
    List<MarkSample> changed =
        portfolio.positions().values().stream()
            .map(MarkSample::of)
            .filter(sample -> !isWritten(sample, written))
            .toList();
    return MarkTable.upsert(pool, account, changed)
        .invoke(() -> changed.forEach(sample -> written.put(sample.market(), sample)))
        // Only then nothing is missing until now.
        .chain(() -> watch.seen(portfolio.line(), now))
        .chain(
            () ->
                tick % PURGE_EACH == 0
                    ? purge(account, watch, now.minus(config.keep()))
                    : Uni.createFrom().voidItem())
        .onFailure()
        .invoke(e -> LOG.warnf("marks not sampled account=%s reason=%s", account, e.getMessage()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> purge(AccountId account, WatchTable watch, Instant from) {
    return MarkTable.purge(pool, account, from).chain(() -> watch.purge(from));
  }

  private static boolean isWritten(MarkSample now, Map<MarketTicker, MarkSample> written) {
    MarkSample last = written.get(now.market());
    return last != null && last.agreesWith(now);
  }
}
