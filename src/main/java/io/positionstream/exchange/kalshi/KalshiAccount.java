package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One Kalshi account: its line, and reads of its past.
 *
 * @param way to the account; fails with {@link
 *     io.positionstream.exchange.ExchangeFailure.UnusableKey} if its key cannot be used
 */
record KalshiAccount(LineName name, int subaccount, Supplier<KalshiAccess> way, Surroundings around)
    implements ExchangeAccount {

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom()
        .deferred(() -> KalshiLine.events(name, subaccount, way, fillsFrom, around));
  }

  @Override
  public Multi<List<Fill>> fills(Instant from) {
    return pages("fills", rest -> rest.fills(from), translator()::fill);
  }

  @Override
  public Multi<List<Settlement>> settlements(Instant from) {
    return pages("settlements", rest -> rest.settlements(from), translator()::settlement);
  }

  private Translator translator() {
    return new Translator(around.news());
  }

  private <W, T> Multi<List<T>> pages(
      String what, Function<KalshiRest, Multi<List<W>>> read, Function<W, T> translate) {
    return Multi.createFrom()
        .deferred(() -> read.apply(new KalshiRest(way.get(), subaccount, around.news())))
        .map(page -> page.stream().map(translate).toList())
        .onFailure()
        .transform(failure -> Refusal.failure("reading " + what, failure));
  }
}
