package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.positionstream.portfolio.AccountEvent.LineChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens seldom, and each time for a reason of its own. */
class SeldomTest {

  private static final MarketTicker SNOW = new MarketTicker("KXSNOW-1");
  private static final Settlement SNOW_PAID = paid(SNOW, T0.minus(Duration.ofDays(9)));

  @Test
  void blankNamesAndEmptyFillsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TradeId(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> new MarketTicker(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Events.fill("f", Side.YES, "0", "0.5", "0", 1));
  }

  @Test
  void aTickerWithoutADashIsItsOwnEvent() {
    assertThat(Market.undescribed(new MarketTicker("RAIN")).event()).isEqualTo("RAIN");
    assertThat(Market.undescribed(new MarketTicker("-RAIN")).event()).isEqualTo("-RAIN");
    assertThat(Market.undescribed(RAIN).event()).isEqualTo("KXRAIN-26JUL06");
  }

  @Test
  void aLineThatWasMadeIsNotMadeForTheFirstTimeAgain() {
    Line first = new Line.Connecting(T0, "again");
    assertThat(new Line.Live(T0).leadsTo(first)).isFalse();
    assertThat(new Line.Stale(T0, "").leadsTo(first)).isFalse();
    assertThat(new Line.Reconnecting(T0, "").leadsTo(first)).isFalse();
    assertThat(first.leadsTo(new Line.Live(T0))).isTrue();
  }

  @Test
  void anAccountIsKnownOnceAnybodyHasToldIt() {
    assertThat(Events.unknown().isKnown()).isFalse();
    assertThat(Events.withCash("1").isKnown()).isTrue();
    assertThat(recalled(List.of()).isKnown()).isTrue();
    assertThat(recalled(List.of()).loaded()).isFalse();
  }

  @Test
  void thatTheExchangeConfirmsWhatWasRememberedIsNewsByItself() {
    Residual nothing =
        new Residual(Events.dollars("1000"), Money.ZERO, Money.ZERO, Money.ZERO, true);
    Portfolio start = recalled(List.of()).knowing(Set.of(), nothing);

    Portfolio loaded = start.apply(Events.loaded(T0, Map.of(), "1000", List.of(), List.of()));

    assertThat(loaded.loaded()).isTrue();
    assertThat(loaded.seq()).isEqualTo(start.seq() + 1);
    assertThat(loaded.totalsSeq()).isEqualTo(start.totalsSeq());
  }

  @Test
  void whatWasRememberedAndIsNotListedIsGone() {
    Portfolio start = recalled(List.of(Events.position(Events.held(YES))));

    Portfolio loaded = start.apply(Events.loaded(T0, Map.of(), "1000", List.of(), List.of()));

    assertThat(loaded.positions()).isEmpty();
    assertThat(loaded.totals().count()).isZero();
    assertThat(loaded.memory().gone().tombstones().get(RAIN).reason())
        .isEqualTo(RemovalReason.CLOSED);
  }

  @Test
  void anOlderFactMovesBackSinceWhenProfitIsKnown() {
    Portfolio before = Events.withCash("1000");
    Fill old = Events.fill("old", Side.YES, "1", "0.5", "0", -86_400);

    Portfolio after = before.apply(Events.loaded(T0, Map.of(), "1000", List.of(old), List.of()));

    assertThat(after.pnlSince()).contains(old.time());
    assertThat(after.totalsSeq()).isEqualTo(before.seq() + 1);
    assertThat(
            after
                .apply(Events.loaded(T0, Map.of(), "1000", List.of(), List.of(SNOW_PAID)))
                .pnlSince())
        .contains(SNOW_PAID.time());
  }

  @Test
  void aMarketThatPaidAMomentAgoIsNoDrift() {
    Portfolio live = Events.held(YES).apply(new LineChanged(new Line.Live(T0), T0));
    Instant read = T0.plusSeconds(60);
    var book = Map.of(RAIN, Events.book(Events.position(live).holding(), YES.time()));

    assertThat(drift(live, read, book, read.minusSeconds(60))).contains(Drift.Field.SETTLEMENT);
    assertThat(drift(live, read, book, read.minusSeconds(1)))
        .doesNotContain(Drift.Field.SETTLEMENT);
  }

  private static List<Drift.Field> drift(
      Portfolio live,
      Instant read,
      Map<MarketTicker, AccountEvent.AccountLoaded.Book> books,
      Instant paidAt) {
    return Drift.between(
            live, Events.loaded(read, books, "1", List.of(), List.of(paid(RAIN, paidAt))))
        .found()
        .stream()
        .map(Drift::field)
        .toList();
  }

  @Test
  void aRowWithLessTurnoverCountsIfItIsNewer() {
    Holding much = Events.holding("2", "1", "0", "0", "1");
    Holding less = Events.holding("1", "0.5", "0", "0", "0.5");
    Standing standing = Standing.NONE.reading(much, T0);

    assertThat(standing.reading(less, T0).holding()).isEqualTo(much);
    assertThat(standing.reading(less, T0.plusSeconds(1)).holding()).isEqualTo(less);
  }

  @Test
  void whatIsCarriedIsAPriceToo() {
    Position held = Events.position(Events.held(YES));
    Position other =
        new Position(
            held.market(),
            held.holding(),
            held.quote(),
            Optional.of(Price.ofDollars("0.3")),
            held.entryTime(),
            held.updatedAt(),
            held.seq(),
            held.bodySeq());

    assertThat(held.samePrice(held)).isTrue();
    assertThat(
            Events.position(Events.held(YES).apply(Events.quoted("0.5", "0.6", 3)))
                .samePrice(Events.position(Events.held(YES).apply(Events.quoted("0.5", "0.7", 3)))))
        .isFalse();
    assertThat(held.samePrice(other)).isFalse();
  }

  @Test
  void theOlderHalfOfAVeryLongMemoryBecomesHistory() {
    Map<String, Instant> told = new HashMap<>();
    for (int i = 0; i < 4_000; i++) {
      told.put("f" + i, T0.plusSeconds(i));
    }
    Facts full = Facts.none().recalling(T0, told);
    told.put("one more", T0.plusSeconds(4_000));
    Facts halved = Facts.none().recalling(T0, told);

    assertThat(full.known()).hasSize(4_000);
    assertThat(full.vouchedFrom()).isEqualTo(T0);
    assertThat(halved.known()).hasSize(2_001);
    assertThat(halved.vouchedFrom()).isEqualTo(T0.plusSeconds(2_000));
    assertThat(halved.isNews("f1", T0.plusSeconds(1))).isFalse();
    assertThat(halved.isNews("f2000", T0.plusSeconds(2_000))).isFalse();
    assertThat(halved.isNews("unheard of", T0.plusSeconds(2_000))).isTrue();
  }

  @Test
  void theOldestTombstoneGoesFirstAndReadersBehindItStartAnew() {
    Gone gone = Gone.NONE;
    for (int i = 1; i <= 1_000; i++) {
      gone = gone.plus(new MarketTicker("M" + i), i, RemovalReason.CLOSED);
    }
    assertThat(gone.floor()).isZero();
    assertThat(gone.tombstones()).hasSize(1_000);

    gone = gone.plus(SNOW, 1_001, RemovalReason.SETTLED);

    assertThat(gone.tombstones()).hasSize(1_000).doesNotContainKey(new MarketTicker("M1"));
    assertThat(gone.floor()).isEqualTo(1);
    assertThat(gone.minus(RAIN)).isSameAs(gone);
    Portfolio account = with(Events.held(YES), gone);
    assertThat(PortfolioChange.since(new Cursor("e1", 1, 0), account)).isPresent();
    assertThat(PortfolioChange.since(new Cursor("e1", 0, 0), account)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e2", 1, 0), account)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e1", 99, 0), account)).isEmpty();
    assertThat(PortfolioChange.since(new Cursor("e1", 1, 99), account)).isEmpty();
  }

  @Test
  void aChangeIsOnlyWhatTheReaderHasNotSeen() {
    Portfolio held = Events.held(YES);
    Portfolio closed = held.apply(Events.filled(Events.fill("c", Side.NO, "3.5", "0.4", "0", 2)));
    Portfolio lined = closed.apply(new LineChanged(new Line.Live(T0), T0));

    PortfolioChange closing = PortfolioChange.since(held.cursor(), closed).orElseThrow();
    assertThat(closing.removed())
        .containsExactly(new PortfolioChange.Removed(RAIN, RemovalReason.CLOSED));
    assertThat(closing.facts()).hasSize(1);
    assertThat(closing.totals()).isTrue();
    assertThat(closing.line()).isFalse();
    PortfolioChange line = PortfolioChange.since(closed.cursor(), lined).orElseThrow();
    assertThat(line.removed()).isEmpty();
    assertThat(line.facts()).isEmpty();
    assertThat(line.totals()).isFalse();
    assertThat(line.line()).isTrue();
    Portfolio heldLive = held.apply(new LineChanged(new Line.Live(T0), T0));
    assertThat(PortfolioChange.since(held.cursor(), heldLive).orElseThrow().moved()).isEmpty();
  }

  @Test
  void aChangeIsEmptyOnlyIfNothingIsInIt() {
    Portfolio account = Events.held(YES);
    var fact = account.recentFacts();
    var moved = List.of(Events.position(account));
    var removed = List.of(new PortfolioChange.Removed(RAIN, RemovalReason.CLOSED));
    assertThat(change(account, List.of(), List.of(), List.of(), false, false).isEmpty()).isTrue();
    assertThat(change(account, fact, List.of(), List.of(), false, false).isEmpty()).isFalse();
    assertThat(change(account, List.of(), moved, List.of(), false, false).isEmpty()).isFalse();
    assertThat(change(account, List.of(), List.of(), removed, false, false).isEmpty()).isFalse();
    assertThat(change(account, List.of(), List.of(), List.of(), true, false).isEmpty()).isFalse();
    assertThat(change(account, List.of(), List.of(), List.of(), false, true).isEmpty()).isFalse();
  }

  private static PortfolioChange change(
      Portfolio account,
      List<Fact> facts,
      List<Position> moved,
      List<PortfolioChange.Removed> removed,
      boolean totals,
      boolean line) {
    return new PortfolioChange(account, account.cursor(), facts, moved, removed, totals, line);
  }

  @Test
  void aStartIsRememberedAsItWas() {
    Portfolio fresh = Events.unknown();
    Portfolio old = recalled(List.of(Events.position(Events.held(YES))));

    assertThat(Remembered.of(fresh).onto(Events.unknown())).isEqualTo(fresh);
    assertThat(Remembered.of(old).onto(Events.unknown())).isEqualTo(old);
    assertThat(Remembered.of(old).vouchedFrom()).contains(T0);
    assertThat(Remembered.of(fresh).vouchedFrom()).isEmpty();
  }

  /** An account that an earlier run left, with a thousand dollars. */
  private static Portfolio recalled(List<Position> positions) {
    return Events.unknown()
        .recalling(
            positions,
            Optional.of(Events.dollars("1000")),
            Totals.NONE,
            Optional.of(Events.day(T0, "1000", "0")),
            Optional.of(T0.minusSeconds(1)),
            Optional.of(T0),
            Map.of());
  }

  private static Settlement paid(MarketTicker market, Instant time) {
    return new Settlement(
        market, "no", Optional.empty(), Contracts.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, time);
  }

  private static Portfolio with(Portfolio p, Gone gone) {
    Portfolio.Memory m = p.memory();
    return new Portfolio(
        p.account(),
        p.epoch(),
        p.seq(),
        p.loaded(),
        p.line(),
        p.lineSeq(),
        p.positions(),
        p.cash(),
        p.totals(),
        p.totalsSeq(),
        p.day(),
        p.pnlSince(),
        p.updatedAt(),
        new Portfolio.Memory(
            m.standings(),
            m.settled(),
            m.fresh(),
            m.touched(),
            gone,
            m.facts(),
            m.readAsked(),
            m.cashMoved(),
            m.flows(),
            m.residual(),
            m.moves()));
  }
}
