package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.dollars;
import static io.positionstream.portfolio.Events.fill;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded.Book;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A look at the past shows what was shown then. */
class PastTest {

  private static final Fill BUY = fill("a", Side.YES, "10", "0.40", "0.01", 1);
  private static final Fill SELL = fill("b", Side.NO, "4", "0.55", "0.02", 3);
  private static final Fill FLIP = fill("c", Side.NO, "8", "0.50", "0.02", 5);
  private static final List<Fill> FILLS = List.of(FLIP, BUY, SELL);

  @Test
  void beforeTheFirstFactThereIsNothing() {
    Past past = Past.at(T0, FILLS, List.of(), Map.of());
    assertThat(past.markets()).isEmpty();
    assertThat(past.realized()).contains(Money.ZERO);
  }

  @Test
  void aFactCountsFromItsInstantOn() {
    assertThat(held(T0.plusSeconds(3).minusMillis(1)).books())
        .contains(holding("10", "4", "0", "0.01", "4"));
    assertThat(held(T0.plusSeconds(3)).books()).contains(holding("6", "2.4", "0.6", "0.03", "5.8"));
  }

  @Test
  void knowsSinceWhenItIsHeld() {
    assertThat(held(T0.plusSeconds(4)).opened()).contains(BUY.time());
    assertThat(held(T0.plusSeconds(6)).opened()).as("flipped").contains(FLIP.time());
  }

  @Test
  void aSettlementTakesTheMarketAwayAndKeepsWhatItLockedIn() {
    Settlement paid =
        new Settlement(
            RAIN,
            "yes",
            Optional.of(Price.ONE),
            Contracts.of("-2"),
            Money.ZERO,
            dollars("0.2"),
            dollars("0.05"),
            T0.plusSeconds(9));
    assertThat(Past.at(T0.plusSeconds(8), FILLS, List.of(paid), Map.of()).positions()).hasSize(1);

    Past after = Past.at(T0.plusSeconds(9), FILLS, List.of(paid), Map.of());
    assertThat(after.markets()).isEmpty();
    assertThat(after.realized()).contains(dollars("0.2"));
    assertThat(after.fees()).contains(dollars("0.05"));
  }

  @Test
  void whatIsFlatIsNoPosition() {
    Fill close = fill("z", Side.NO, "10", "0.5", "0", 2);
    Past past = Past.at(T0.plusSeconds(9), List.of(BUY, close), List.of(), Map.of());
    assertThat(past.positions()).isEmpty();
    assertThat(past.realized()).contains(dollars("1"));
  }

  @Test
  void theMillisecondOfTheInstantCountsAsAWhole() {
    Fill fine = fill("d", Side.YES, "1", "0.40", "0", 1, Optional.empty());
    Fill later =
        new Fill(
            fine.id(),
            RAIN,
            Side.YES,
            fine.quantity(),
            fine.yesPrice(),
            Money.ZERO,
            true,
            T0.plusSeconds(1).plusNanos(164_956),
            Optional.empty());
    assertThat(Past.at(T0.plusSeconds(1), List.of(later), List.of(), Map.of()).positions())
        .containsKey(RAIN);
  }

  @Test
  void whatWasHeldBeforeTheFirstKnownFillHasNoKnownCost() {
    Map<MarketTicker, Contracts> before = Map.of(RAIN, Contracts.of("10"));
    Past sold = Past.at(T0.plusSeconds(4), List.of(SELL), List.of(), before);
    Past.Held held = sold.positions().get(RAIN);
    assertThat(held.contracts()).isEqualTo(Contracts.of("6"));
    assertThat(held.side()).isEqualTo(Side.YES);
    assertThat(held.books()).isEmpty();
    assertThat(held.opened()).isEmpty();
    assertThat(sold.realized()).isEmpty();
    assertThat(sold.fees()).isEmpty();

    Past untouched = Past.at(T0, List.of(SELL), List.of(), before);
    assertThat(untouched.positions().get(RAIN).contracts()).isEqualTo(Contracts.of("10"));
  }

  private record Shown(Instant at, Map<MarketTicker, Holding> markets, Money realized, Money fees) {

    static Shown of(Instant at, Portfolio portfolio) {
      Map<MarketTicker, Holding> markets = new HashMap<>();
      portfolio
          .memory()
          .standings()
          .forEach((ticker, standing) -> markets.put(ticker, standing.holding()));
      return new Shown(at, markets, portfolio.totals().realized(), portfolio.totals().fees());
    }

    static Shown of(Instant at, Past past) {
      Map<MarketTicker, Holding> markets = new HashMap<>();
      past.markets().forEach((ticker, held) -> markets.put(ticker, held.books().orElseThrow()));
      return new Shown(at, markets, past.realized().orElseThrow(), past.fees().orElseThrow());
    }
  }

  @Property(tries = 300, seed = "31")
  void atTheInstantOfEveryFactItIsWhatTheLiveFoldHadThen(@ForAll long seed) {
    Random chance = new Random(seed);
    List<Fill> fills = new ArrayList<>();
    List<Settlement> settlements = new ArrayList<>();
    List<Shown> shown = new ArrayList<>();
    Portfolio live = Events.withCash("1000");
    for (int i = 1; i <= 50; i++) {
      MarketTicker ticker = new MarketTicker("KXM-" + chance.nextInt(5));
      Instant now = T0.plusSeconds(10L * i).plusMillis(chance.nextInt(1_000));
      if (live.isSettled(ticker)) {
        continue;
      }
      Standing standing = live.memory().standings().get(ticker);
      if (standing != null && chance.nextInt(8) == 0) {
        settlements.add(paid(ticker, standing.holding(), chance, now));
        live = live.apply(load(live, settlements, now));
      } else {
        fills.add(random(ticker, chance, now));
        live = live.apply(Events.filled(fills.getLast()));
      }
      shown.add(Shown.of(now, live));
    }

    for (Shown then : shown) {
      assertThat(Shown.of(then.at(), Past.at(then.at(), fills, settlements, Map.of())))
          .isEqualTo(then);
    }
  }

  private static Fill random(MarketTicker ticker, Random chance, Instant now) {
    return new Fill(
        new TradeId("t" + now),
        ticker,
        chance.nextBoolean() ? Side.YES : Side.NO,
        new Contracts(1 + chance.nextInt(500)),
        new Price(1 + chance.nextInt(9_999)),
        new Money(chance.nextInt(20_000)),
        true,
        now,
        Optional.empty());
  }

  private static Settlement paid(MarketTicker ticker, Holding holding, Random chance, Instant now) {
    Price value = new Price(chance.nextInt(10_001));
    Money payout = value.of(holding.side()).times(holding.contracts().abs());
    return new Settlement(
        ticker,
        "scalar",
        Optional.of(value),
        holding.contracts(),
        payout,
        holding.realized().plus(payout).minus(holding.cost()),
        holding.fees(),
        now);
  }

  /** The exchange lists what it does not settle, as we have it. */
  private static AccountEvent load(Portfolio live, List<Settlement> settlements, Instant now) {
    Map<MarketTicker, Book> books = new HashMap<>();
    live.memory()
        .standings()
        .forEach(
            (ticker, standing) ->
                books.put(ticker, new Book(standing.holding(), standing.newest())));
    settlements.forEach(paid -> books.remove(paid.market()));
    return Events.loaded(now, books, "1000", List.of(), settlements);
  }

  private static Past.Held held(Instant when) {
    Past.Held held = Past.at(when, FILLS, List.of(), Map.of()).positions().get(RAIN);
    assertThat(held).isNotNull();
    return held;
  }
}
