package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Between result and payment the exchange may list a market no more. */
class AwaitsPaymentTest {

  private static final Portfolio HELD = Events.held(Events.YES);

  @Test
  void whatIsTradedOrWasNeverHeldIsNotToBePaid() {
    assertThat(HELD.awaitsPayment(RAIN)).isFalse();
    assertThat(HELD.awaitsPayment(new MarketTicker("KXSNOW-1"))).isFalse();
  }

  @Test
  void whatHasAResultIsToBePaid() {
    assertThat(HELD.apply(Events.determined("1", 3)).awaitsPayment(RAIN)).isTrue();
  }

  @Test
  void whatLeftTheListWithAResultIsToBePaidAndWhatWasSoldIsNot() {
    AccountEvent unlisted =
        Events.loaded(T0.plusSeconds(60), Map.of(), "1000", List.of(), List.of());
    Portfolio left = HELD.apply(Events.determined("1", 3)).apply(unlisted);
    assertThat(left.position(RAIN)).isNull();
    assertThat(left.awaitsPayment(RAIN)).isTrue();

    Portfolio sold = HELD.apply(Events.filled(Events.fill("s", Side.NO, "3.5", "0.60", "0", 5)));
    assertThat(sold.position(RAIN)).isNull();
    assertThat(sold.awaitsPayment(RAIN)).isFalse();
  }
}
