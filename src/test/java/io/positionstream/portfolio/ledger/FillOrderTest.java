package io.positionstream.portfolio.ledger;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.fill;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.Contracts;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Money;
import io.positionstream.portfolio.Price;
import io.positionstream.portfolio.Side;
import io.positionstream.portfolio.TradeId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which fills a ledger is made of, and in which order. */
class FillOrderTest {

  private static List<Fill> fills(String end, Fill... told) {
    return Ledger.open(RAIN, List.of(told), Contracts.of(end)).fills();
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

    assertThat(fills("2", theirs, ours)).containsExactly(ours);
  }

  @Test
  void fillsOfOneMillisecondFollowThePositionsTheyTell() {
    Fill first = fill("b", Side.YES, "2", "0.50", "0", 1, Optional.of("2"));
    Fill second = fill("a", Side.NO, "2", "0.60", "0", 1, Optional.of("0"));
    Fill third = fill("c", Side.NO, "1", "0.60", "0", 1, Optional.of("-1"));

    assertThat(fills("-1", second, third, first)).containsExactly(first, second, third);
  }

  @Test
  void fillsOfOneMillisecondThatTellNothingOfUseFollowTheirIds() {
    Fill odd = fill("b", Side.YES, "2", "0.50", "0", 1, Optional.of("7"));
    Fill odder = fill("a", Side.YES, "1", "0.60", "0", 1, Optional.of("9"));

    assertThat(fills("3", odd, odder)).containsExactly(odder, odd);
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

    Fill known = fills("2", socket, rest).getFirst();
    assertThat(known.time()).isEqualTo(rest.time());
    assertThat(known.positionAfter()).isEqualTo(socket.positionAfter());
    assertThat(fills("2", rest, socket)).containsExactly(known);
  }
}
