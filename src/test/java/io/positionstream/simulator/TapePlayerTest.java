package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TapePlayerTest {
  private static final TapeRecording.Row FIRST = row(0, "A", 40, 42);
  private final TestFloor floor = new TestFloor();
  private final TapeRecording recording =
      new TapeRecording(
          List.of(
              FIRST,
              row(0, "B", 55, 58),
              row(60_000, "A", 30, 33),
              row(120_000, "B", 99, 100),
              row(120_000, "A", 0, 1)));

  @Test
  void quotesWhatIsDueAtItsSpeed() {
    player(60, Optional.empty()).start();
    assertThat(market(0, "A").quote().bid()).isEqualTo(Price.ofCents(40));

    floor.time.advance(Duration.ofMillis(1_100));

    assertThat(market(0, "A").quote().bid()).isEqualTo(Price.ofCents(30));
    assertThat(market(0, "A").quote().last()).isEqualTo(Price.ofCents(33));
    assertThat(floor.requoted).containsExactly(market(0, "A"));
  }

  @Test
  void endsWithResultsPaysAndPlaysTheNextDay() {
    TapePlayer player = player(60, Optional.empty());
    player.start();

    floor.time.advance(Duration.ofMillis(2_100));
    assertThat(market(0, "B").verdict().orElseThrow().result()).isEqualTo(Result.YES);
    assertThat(market(0, "A").verdict().orElseThrow().result()).isEqualTo(Result.NO);
    assertThat(market(0, "A").quote().hasAsk()).isFalse();

    floor.time.advance(TapePlayer.SETTLEMENT_DELAY);
    assertThat(floor.exchange.status(market(0, "A"))).isEqualTo(MarketStatus.FINALIZED);
    assertThat(player.event().ticker()).isEqualTo("KXHIGHNY-25DEC15");
    assertThat(market(1, "A").quote().bid()).isEqualTo(Price.ofCents(40));
  }

  @Test
  void movesTheClosingTimeWithTheSpeed() {
    TapePlayer player = player(60, Optional.empty());
    player.start();
    assertThat(market(0, "A").closes()).isEqualTo(floor.time.instant().plusSeconds(2));

    player.change(1, false);

    assertThat(market(0, "A").closes()).isEqualTo(floor.time.instant().plusSeconds(120));
    assertThat(floor.entries).anyMatch(e -> e instanceof LedgerEntry.CloseMoved);
  }

  @Test
  void standsStillWhilePaused() {
    TapePlayer player = player(60, Optional.empty());
    player.start();
    player.change(60, true);

    floor.time.advance(Duration.ofHours(1));
    assertThat(player.place().elapsedMs()).isZero();
    assertThat(floor.exchange.status(market(0, "A"))).isEqualTo(MarketStatus.ACTIVE);

    player.change(60, false);
    floor.time.advance(Duration.ofSeconds(1));
    assertThat(player.place().elapsedMs()).isEqualTo(60_000);
  }

  @Test
  void goesOnFromItsBookmarkWithoutTellingOldQuotesAgain() {
    player(60, Optional.of(new TapeBookmark.Place(3, 70_000))).start();

    assertThat(market(3, "A").quote().bid()).isEqualTo(Price.ofCents(30));
    assertThat(floor.requoted).isEmpty();
  }

  @Test
  void finishesATurnThatWasCutShort() {
    player(60, Optional.empty()).start();
    floor.time.advance(Duration.ofMillis(2_100));

    TestFloor again = new TestFloor();
    floor.entries.forEach(again.books::apply);
    again.time.advance(Duration.ofMinutes(1));
    TapeClock clock =
        new TapeClock(again.time.clock(), recording.startMs(), recording.lengthMs(), 60);
    new TapePlayer(
            recording,
            again.exchange,
            again.time,
            clock,
            Optional.of(new TapeBookmark.Place(0, 119_000)))
        .start();
    again.time.advance(Duration.ofSeconds(10));

    assertThat(again.exchange.status(again.exchange.market("KXHIGHNY-25DEC14-A")))
        .isEqualTo(MarketStatus.FINALIZED);
    assertThat(again.books.event("KXHIGHNY-25DEC15")).isPresent();
  }

  @Test
  void demoAccountTradesThroughManyDaysWithinItsMeans() throws Exception {
    TapeRecording day = TapeRecording.load();
    TapeClock clock = new TapeClock(floor.time.clock(), day.startMs(), day.lengthMs(), 600);
    TapePlayer player = new TapePlayer(day, floor.exchange, floor.time, clock, Optional.empty());
    Account account = floor.openAccount("demo");
    player.start();
    new DemoTrader(floor.exchange, account, player, floor.time, new SplittableRandom(3)).start();
    assertThat(account.holdings()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(account.holdings().values())
        .extracting(Holding::heldSide)
        .contains(Side.YES, Side.NO);

    for (int minute = 0; minute < 30; minute++) {
      floor.time.advance(Duration.ofMinutes(1));
      assertThat(account.cash().isNegative()).isFalse();
    }

    assertThat(account.fills()).hasSizeGreaterThan(40);
    assertThat(account.settlements()).hasSizeGreaterThan(40);
    assertThat(account.fills()).isSortedAccordingTo(java.util.Comparator.comparing(Fill::at));
  }

  private TapePlayer player(int speed, Optional<TapeBookmark.Place> place) {
    TapeClock clock =
        new TapeClock(floor.time.clock(), recording.startMs(), recording.lengthMs(), speed);
    return new TapePlayer(recording, floor.exchange, floor.time, clock, place);
  }

  private Market market(int loop, String outcome) {
    return floor.exchange.market(new TapedEvent(loop).marketTicker(outcome));
  }

  private static TapeRecording.Row row(int elapsedMs, String outcome, int bid, int ask) {
    return new TapeRecording.Row(elapsedMs, outcome, Price.ofCents(bid), Price.ofCents(ask));
  }
}
