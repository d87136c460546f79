package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.positionstream.portfolio.Line;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One account's line for as long as somebody listens: connects, and connects again after whatever
 * ended a connection, for ever, waiting longer each time until a connection has held for a while.
 * Only a refused key ends the attempts. One line per subscription, one connection at a time.
 */
final class KalshiLine {

  private static final Logger LOG = Logger.getLogger(KalshiLine.class);

  /** A connection that ends sooner may do so again: its end does not shorten the waits. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  private final LineName name;
  private final int subaccount;
  private final KalshiAccess access;
  private final AccountReader account;
  private final Outage outage;
  private final MarketReader markets;
  private final Translator translator;
  private final Surroundings around;
  private final BackOff backOff;
  private final SteadyTime time;
  private int attempt;

  /** Unknown while the account is not loaded over the present connection. */
  private @Nullable Instant liveSince;

  private KalshiLine(
      LineName name,
      int subaccount,
      KalshiAccess access,
      Translator translator,
      Surroundings around,
      Instant fillsFrom) {
    this.name = name;
    this.subaccount = subaccount;
    this.access = access;
    this.translator = translator;
    this.around = around;
    this.time = new SteadyTime(around.clock());
    KalshiRest rest = new KalshiRest(access, subaccount, around.news());
    this.markets = new MarketReader(rest, translator, around.clock());
    this.account = new AccountReader(rest, translator, markets, around.clock(), fillsFrom);
    this.outage = new Outage(name, rest, account, around);
    this.backOff =
        new BackOff(around.timing().backOffMin(), around.timing().backOffMax(), around.chance());
  }

  /**
   * Everything that happens to the account; never fails, never completes.
   *
   * @param way to the account; fails with {@link UnusableKey} if there is none for its key
   * @param fillsFrom the first load reads fills from here on
   */
  static Multi<AccountEvent> events(
      LineName name,
      int subaccount,
      Supplier<KalshiAccess> way,
      Instant fillsFrom,
      Surroundings around) {
    Instant now = around.clock().instant();
    Multi<AccountEvent> first =
        Multi.createFrom().item(new LineChanged(new Line.Connecting(now, "connecting"), now));
    Multi<AccountEvent> rest =
        Multi.createFrom()
            .deferred(
                () ->
                    new KalshiLine(
                            name,
                            subaccount,
                            way.get(),
                            new Translator(around.news()),
                            around,
                            fillsFrom)
                        .attempts());
    return Multi.createBy()
        .concatenating()
        .streams(first, rest)
        .onFailure(failure -> failure instanceof KeyRefused || failure instanceof UnusableKey)
        .recoverWithMulti(failure -> rejected(name, failure, around))
        .onCancellation()
        .invoke(() -> LOG.infof("line closed %s", name));
  }

  private Multi<AccountEvent> attempts() {
    return Multi.createFrom()
        .deferred(this::attempt)
        .onFailure(KalshiLine::mayPass)
        .recoverWithMulti(this::outage)
        .onFailure(KalshiLine::mayPass)
        .retry()
        .indefinitely();
  }

  private Multi<AccountEvent> attempt() {
    attempt++;
    LOG.infof("line connecting %s attempt=%d", name, attempt);
    return access
        .connect()
        .onItem()
        .transformToMulti(
            connection ->
                new LineSession(
                        name,
                        subaccount,
                        connection,
                        account,
                        markets,
                        translator,
                        around,
                        this::loaded)
                    .events());
  }

  private void loaded() {
    liveSince = time.now();
    outage.end();
  }

  /** Tells the loss, waits, reads by REST meanwhile, then fails so that it is tried again. */
  private Multi<AccountEvent> outage(Throwable failure) {
    if (liveSince != null && !liveSince.plus(STEADY).isAfter(time.now())) {
      attempt = 0;
      backOff.reset();
    }
    liveSince = null;
    Duration delay = backOff.next();
    around.meter().lost(failure);
    LOG.infof("line lost %s reason=%s delay=%dms", name, reason(failure), delay.toMillis());
    if (!(failure instanceof LineLost || failure instanceof ExchangeFailure)) {
      LOG.errorf(failure, "line ended by a fault of ours %s", name);
    }
    return Multi.createBy()
        .concatenating()
        .streams(outage.of(reason(failure), delay), Multi.createFrom().failure(failure));
  }

  private static boolean mayPass(Throwable failure) {
    return !(failure instanceof KeyRefused || failure instanceof UnusableKey);
  }

  private static Multi<AccountEvent> rejected(
      LineName name, Throwable failure, Surroundings around) {
    LOG.warnf("line rejected %s reason=%s", name, reason(failure));
    Instant now = around.clock().instant();
    AccountEvent news = new LineChanged(new Line.Rejected(now, reason(failure)), now);
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(news), Multi.createFrom().nothing());
  }

  private static String reason(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
  }
}
