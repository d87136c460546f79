package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.fill;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which fills a ledger is made of, and in which order. */
class FillOrderTest {

  private static List<Fill> fills(Fill... told) {
    return FillOrder.inOrder(Contracts.ZERO, FillOrder.once(RAIN, List.of(told)));
  }

  @Test
  void fillsOfAnotherMarketAreLeftOut() {
    Fill ours = fill("1", Side.YES, "2", "0.50", "0", 1);
    Fill theirs =
        new Fill(
            new TradeId("2"),
            new MarketTicker("KXOTHER-A"),
            Side.YES,
            Contracts.of("1"),
            Price.ofDollars("0.5"),
            Money.ZERO,
            true,
            T0,
            Optional.empty());

    assertThat(fills(theirs, ours)).containsExactly(ours);
  }

  @Test
  void fillsOfOneMillisecondFollowThePositionsTheyTell() {
    Fill first = fill("b", Side.YES, "2", "0.50", "0", 1, Optional.of("2"));
    Fill second = fill("a", Side.NO, "2", "0.60", "0", 1, Optional.of("0"));
    Fill third = fill("c", Side.NO, "1", "0.60", "0", 1, Optional.of("-1"));

    assertThat(fills(second, third, first)).containsExactly(first, second, third);
  }

  @Test
  void fillsOfOneMillisecondThatTellNothingOfUseFollowTheirIds() {
    Fill odd = fill("b", Side.YES, "2", "0.50", "0", 1, Optional.of("7"));
    Fill odder = fill("a", Side.YES, "1", "0.60", "0", 1, Optional.of("9"));

    assertThat(fills(odd, odder)).containsExactly(odder, odd);
  }

  @Test
  void aFillToldTwiceIsKnownByTheBestOfBoth() {
    Fill socket = fill("1", Side.YES, "2", "0.50", "0", 1, Optional.of("2"));
    Fill rest =
        new Fill(
            socket.id(),
            socket.market(),
            socket.side(),
            socket.quantity(),
            socket.yesPrice(),
            socket.fee(),
            socket.taker(),
            socket.time().plusNanos(345_000),
            Optional.empty());

    Fill known = fills(socket, rest).getFirst();
    assertThat(known.time()).isEqualTo(rest.time());
    assertThat(known.positionAfter()).isEqualTo(socket.positionAfter());
    assertThat(fills(rest, socket)).containsExactly(known);
  }

  @Test
  void theEarliestFillThatStandsAloneTellsWhatWasHeldBefore() {
    Fill silent = fill("a", Side.YES, "1", "0.50", "0", 1);
    Fill pair = fill("b", Side.YES, "2", "0.50", "0", 2, Optional.of("90"));
    Fill pairToo = fill("c", Side.NO, "2", "0.50", "0", 2, Optional.of("88"));
    Fill alone = fill("d", Side.NO, "2", "0.60", "0", 3, Optional.of("4"));
    Fill later = fill("e", Side.NO, "1", "0.60", "0", 4, Optional.of("70"));

    assertThat(FillOrder.before(List.of(later, alone, pairToo, pair, silent)))
        .contains(Contracts.of("5"));
    assertThat(FillOrder.before(List.of(pair, pairToo, silent))).isEmpty();
    assertThat(FillOrder.before(List.of())).isEmpty();
  }
}
