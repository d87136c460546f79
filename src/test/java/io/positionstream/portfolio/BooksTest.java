package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.filled;
import static io.positionstream.portfolio.Events.holding;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The exchange's books of a market, held or not. */
class BooksTest {

  private static final Fill BACK = Events.fill("b", Side.NO, "3.5", "0.5", "0", 2);

  @Test
  void areThoseOfTheOpenPosition() {
    assertThat(Events.held(Events.YES).books(RAIN))
        .contains(holding("3.5", "1.4", "0", "0.01", "1.4"));
  }

  @Test
  void stayWhenNothingIsHeldAnyMore() {
    assertThat(Events.held(Events.YES).apply(filled(BACK)).books(RAIN))
        .contains(holding("0", "0", "0.35", "0.01", "3.15"));
  }

  @Test
  void areRememberedBeforeTheExchangeTellsThem() {
    Position known = Events.position(Events.held(Events.YES));
    Portfolio recalled =
        Events.unknown()
            .recalling(
                List.of(known),
                Optional.empty(),
                Totals.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of());

    assertThat(recalled.books(RAIN)).contains(known.holding());
  }

  @Test
  void areUnknownWhereNothingWasTraded() {
    assertThat(Events.withCash("10").books(RAIN)).isEmpty();
  }
}
