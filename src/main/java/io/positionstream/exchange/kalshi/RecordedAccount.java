package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An account whose lines are recorded, each to a file of its own. A recorded line has a read budget
 * of its own: what others read would have to be recorded, too. For one follower at a time, who
 * shows the account.
 */
final class RecordedAccount implements ExchangeAccount {

  private static final Logger LOG = Logger.getLogger(RecordedAccount.class);

  private final KalshiAccount account;
  private final Executor pool;
  private final Recorder.Files files;
  private volatile @Nullable Recorder recorder;
  private volatile @Nullable Portfolio start;

  RecordedAccount(KalshiAccount account, Executor pool, Recorder.Files files) {
    this.account = account;
    this.pool = pool;
    this.files = files;
  }

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().deferred(() -> recorded(fillsFrom));
  }

  private Multi<AccountEvent> recorded(Instant fillsFrom) {
    recorder = null;
    Portfolio known = start;
    if (known == null) {
      LOG.warnf("line not recorded %s reason=nobody shows the account", account.name());
      return account.events(fillsFrom);
    }
    try {
      Recorder fresh =
          new Recorder(
              account.name(),
              account.subaccount(),
              fillsFrom,
              known,
              account.around(),
              pool,
              files);
      recorder = fresh;
      Surroundings around = fresh.surroundings();
      return fresh.events(
          Multi.createFrom()
              .deferred(
                  () ->
                      KalshiLine.events(
                          account.name(),
                          account.subaccount(),
                          () -> account.way().get().by(fresh::network, around),
                          fillsFrom,
                          around)));
    } catch (IOException e) {
      LOG.warnf("line not recorded %s reason=%s", account.name(), e.toString());
      return account.events(fillsFrom);
    }
  }

  @Override
  public Multi<AccountEvent> inStep(Multi<AccountEvent> time) {
    return Multi.createFrom()
        .deferred(
            () -> {
              Recorder present = recorder;
              return present == null ? time : present.inStep(time);
            });
  }

  @Override
  public void shown(Portfolio portfolio) {
    Recorder present = recorder;
    if (present != null && present.isOpen()) {
      present.shown(portfolio);
    } else {
      start = portfolio;
    }
  }

  @Override
  public void forget() {
    account.forget();
  }

  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    return account.fills(span);
  }

  @Override
  public Multi<PastPage<Settlement>> settlements(Span span) {
    return account.settlements(span);
  }

  @Override
  public Multi<PastPage<Flow>> flows() {
    return account.flows();
  }

  @Override
  public Uni<Instant> archivedBefore() {
    return account.archivedBefore();
  }
}
