package io.positionstream.portfolio;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two sources that tell an account differently: found at some moment, healed at a later one or at
 * once.
 *
 * @param since when it was found
 */
public record Discrepancy(Source source, Drift drift, Instant since, Optional<Healed> healed) {

  /** Which two were compared; the exchange's books by REST are always one of them. */
  public enum Source {
    /** What we showed, folded from the stream. */
    STREAM_VS_REST,
    /** What all fills of the journal add up to. */
    REST_VS_FILLS;

    /** As logs, metrics and clients name it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What made both agree again. */
  public enum Cure {
    /** The exchange's figures were read (again). */
    RELOAD,
    /** A fill was found that had been missing. */
    FILL,
    /** The market paid. */
    SETTLEMENT,
    /** The exchange no longer lists the market. */
    WITHDRAWN,
    /** The service began anew. */
    RESTART
  }

  /** When both agreed again, and why. */
  public record Healed(Instant at, Cure how) {}

  /**
   * What differs, whatever the figures; two of one place are never open at once.
   *
   * @param subject tells several fills of one market apart; empty otherwise
   */
  public record Place(Drift.Field field, Optional<MarketTicker> market, String subject) {}

  public Place place() {
    String subject = drift.field() == Drift.Field.FILL ? drift.theirs() : "";
    return new Place(drift.field(), drift.market(), subject);
  }

  public boolean isOpen() {
    return healed.isEmpty();
  }

  Discrepancy healed(Instant at, Cure how) {
    return new Discrepancy(source, drift, since, Optional.of(new Healed(at, how)));
  }

  /**
   * What is new after a comparison: differences that opened, changed their figures, or healed.
   *
   * @param open differences that were open before
   * @param cure what healed a difference that was not found any more
   */
  public static List<Discrepancy> news(
      Source source,
      Collection<Discrepancy> open,
      Drift.Compared compared,
      Instant at,
      Function<Drift, Cure> cure) {
    Map<Place, Discrepancy> gone = new HashMap<>();
    open.forEach(known -> gone.put(known.place(), known));
    List<Discrepancy> news = new ArrayList<>();
    for (Drift drift : compared.found()) {
      Discrepancy fresh = new Discrepancy(source, drift, at, Optional.empty());
      Discrepancy known = gone.remove(fresh.place());
      if (known == null) {
        news.add(fresh);
      } else if (!known.drift.equals(drift)) {
        news.add(new Discrepancy(source, drift, known.since, Optional.empty()));
      }
    }
    gone.values().stream()
        .filter(known -> compared.lookedAt(known.drift))
        .forEach(known -> news.add(known.healed(at, cure.apply(known.drift))));
    return List.copyOf(news);
  }
}
