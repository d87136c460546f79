package io.positionstream.portfolio;

import io.positionstream.portfolio.Discrepancy.Cure;
import io.positionstream.portfolio.Discrepancy.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What we showed differently from the books by REST and still do. A read usually heals what it
 * finds: the exchange's figures replace ours.
 */
public record OpenDrift(List<Discrepancy> open) {

  public static final OpenDrift NONE = new OpenDrift(List.of());

  /** A look at one read: what stays open, and what is new. */
  public record Look(OpenDrift next, List<Discrepancy> news) {}

  public OpenDrift {
    open = List.copyOf(open);
  }

  /**
   * Takes in what a read found.
   *
   * @param after the account with the read folded in
   */
  public Look looking(Drift.Compared compared, Portfolio after, Instant at) {
    List<Discrepancy> told =
        Discrepancy.news(Source.STREAM_VS_REST, open, compared, at, gone -> absent(gone, after));
    Map<Discrepancy.Place, Discrepancy> left = new LinkedHashMap<>();
    open.forEach(known -> left.put(known.place(), known));
    told.forEach(news -> left.put(news.place(), news));
    List<Discrepancy> news = new ArrayList<>(told);
    for (Discrepancy known : List.copyOf(left.values())) {
      Optional<Cure> cure = known.isOpen() ? cure(known.drift(), after) : Optional.empty();
      if (cure.isPresent()) {
        Discrepancy healed = known.healed(at, cure.get());
        left.put(known.place(), healed);
        news.removeIf(said -> said.place().equals(known.place()));
        news.add(healed);
      }
    }
    return new Look(new OpenDrift(stillOpen(left.values())), List.copyOf(news));
  }

  private static List<Discrepancy> stillOpen(Collection<Discrepancy> all) {
    return all.stream().filter(Discrepancy::isOpen).toList();
  }

  /** Both agree before a later read is folded in: something else healed it meanwhile. */
  private static Cure absent(Drift gone, Portfolio after) {
    return gone.market()
        .map(ticker -> left(ticker, after))
        .filter(cure -> cure != Cure.RELOAD)
        .orElse(Cure.FILL);
  }

  /** What healed {@code drift}, if the account now shows what the exchange said. */
  private static Optional<Cure> cure(Drift drift, Portfolio after) {
    return switch (drift.field()) {
      case CASH ->
          after.cash().filter(cash -> cash.plain().equals(drift.theirs())).map(c -> Cure.RELOAD);
      case CONTRACTS, COST, REALIZED, FEES -> figure(drift, after);
      case FILL, INCOMPLETE -> Optional.of(Cure.RELOAD);
      case SETTLEMENT, REMOVED ->
          drift.market().map(ticker -> left(ticker, after)).filter(cure -> cure != Cure.RELOAD);
    };
  }

  private static Optional<Cure> figure(Drift drift, Portfolio after) {
    MarketTicker ticker = drift.market().orElseThrow();
    Standing standing = after.memory().standings().get(ticker);
    if (standing == null) {
      return Optional.of(left(ticker, after));
    }
    return drift.field().of(standing.holding()).equals(drift.theirs())
        ? Optional.of(Cure.RELOAD)
        : Optional.empty();
  }

  /** How a market left, or that it did not. */
  private static Cure left(MarketTicker ticker, Portfolio after) {
    if (after.isSettled(ticker)) {
      return Cure.SETTLEMENT;
    }
    return after.position(ticker) == null ? Cure.WITHDRAWN : Cure.RELOAD;
  }
}
