package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure.NotFound;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One Kalshi account: its line, and reads of its past. Fills are live or, before a cutoff that
 * moves on, in the archive; settlements are documented in one list only, so that is all there is of
 * them. {@code /historical/orders} and {@code /historical/positions} tell nothing about profit that
 * these do not.
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

  /** Live ones first: what moves to the archive meanwhile is read twice rather than never. */
  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    Multi<PastPage<Fill>> live =
        pages("fills", rest -> rest.fills(span), Payloads.Fill::tradeId, this::fill);
    Multi<PastPage<Fill>> archived =
        pages(
            "archived fills",
            rest -> rest.historicalFills(span),
            Payloads.Fill::tradeId,
            this::fill);
    Multi<PastPage<Fill>> archivedIfAny =
        archivedBefore()
            .onItem()
            .transformToMulti(
                cutoff ->
                    span.from().isBefore(cutoff)
                        ? archived
                        : Multi.createFrom().<PastPage<Fill>>empty());
    return Multi.createBy().concatenating().streams(live, archivedIfAny);
  }

  @Override
  public Multi<PastPage<Settlement>> settlements(Span span) {
    return Multi.createFrom()
        .deferred(() -> settlements(rest(), span))
        .onFailure()
        .transform(failure -> Refusal.failure("reading settlements", failure));
  }

  private Multi<PastPage<Settlement>> settlements(KalshiRest rest, Span span) {
    Translator translator = translator();
    return rest.settlements(span)
        .onItem()
        .transformToUniAndConcatenate(
            rows ->
                PaidValues.of(rows, rest)
                    .map(
                        paid ->
                            Readable.page(
                                rows,
                                Payloads.Settlement::ticker,
                                row -> List.of(translator.settlement(row, paid)))));
  }

  @Override
  public Multi<PastPage<Flow>> flows() {
    if (subaccount != 0) {
      return Multi.createFrom()
          .failure(new NotFound("Deposits and withdrawals are those of the primary account."));
    }
    return Multi.createBy()
        .concatenating()
        .streams(
            pages(
                "deposits",
                KalshiRest::deposits,
                PastPayloads.Transfer::id,
                TransferTranslator::deposit),
            pages(
                "withdrawals",
                KalshiRest::withdrawals,
                PastPayloads.Transfer::id,
                TransferTranslator::withdrawal));
  }

  @Override
  public Uni<Instant> archivedBefore() {
    return Uni.createFrom()
        .deferred(() -> rest().cutoff())
        .map(reply -> translator().time(reply.tradesCreatedTs()))
        .onFailure()
        .transform(failure -> Refusal.failure("reading the cutoff", failure));
  }

  @Override
  public void forget() {
    try {
      way.get().forget();
    } catch (UnusableKey _) {
      // It never could sign.
    }
  }

  private List<Fill> fill(Payloads.Fill row) {
    return List.of(translator().fill(row));
  }

  private Translator translator() {
    return new Translator(around.news());
  }

  private KalshiRest rest() {
    return new KalshiRest(way.get(), subaccount, around.news());
  }

  private <W, T> Multi<PastPage<T>> pages(
      String what,
      Function<KalshiRest, Multi<List<W>>> read,
      Function<W, String> id,
      Function<W, List<T>> translate) {
    return Multi.createFrom()
        .deferred(() -> read.apply(rest()))
        .map(page -> Readable.page(page, id, translate))
        .onFailure()
        .transform(failure -> Refusal.failure("reading " + what, failure));
  }
}
