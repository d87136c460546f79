package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a market's prices for later. */
class MarkSampleTest {

  private static final Optional<Price> NOBODY = Optional.empty();
  private static final MarkSample TWO_SIDED = sample(price("0.4"), price("0.6"), NOBODY);

  @Test
  void isTakenFromWhatIsHeld() {
    Portfolio held = Events.held(Events.YES).apply(Events.quoted("0.4", "0.6", 2));
    assertThat(MarkSample.of(Events.position(held)))
        .isEqualTo(
            new MarkSample(
                RAIN, price("0.4"), price("0.6"), price("0.4"), NOBODY, T0.plusSeconds(2)));

    Portfolio decided = held.apply(Events.determined("1", 3));
    assertThat(MarkSample.of(Events.position(decided)).result()).contains(Price.ONE);
  }

  @Test
  void eachSideHasItsOwnPrices() {
    assertThat(TWO_SIDED.bidFor(Side.YES)).isEqualTo(price("0.4"));
    assertThat(TWO_SIDED.askFor(Side.YES)).isEqualTo(price("0.6"));
    assertThat(TWO_SIDED.bidFor(Side.NO)).isEqualTo(price("0.4"));
    assertThat(TWO_SIDED.askFor(Side.NO)).isEqualTo(price("0.6"));
    MarkSample bidOnly = sample(price("0.4"), NOBODY, NOBODY);
    assertThat(bidOnly.bidFor(Side.NO)).isEmpty();
    assertThat(bidOnly.askFor(Side.NO)).isEqualTo(price("0.6"));
  }

  @Test
  void theMarkIsWhatWillBePaidElseWhatItWouldBring() {
    MarkSample skewed = sample(price("0.4"), price("0.7"), NOBODY);
    assertThat(skewed.mark(Side.YES)).isEqualTo(price("0.4"));
    assertThat(skewed.mark(Side.NO)).isEqualTo(price("0.3"));
    MarkSample decided = sample(price("0.4"), price("0.7"), price("0.9"));
    assertThat(decided.mark(Side.YES)).isEqualTo(price("0.9"));
    assertThat(decided.mark(Side.NO)).isEqualTo(price("0.1"));
  }

  @Test
  void anyOtherPriceIsAnotherSample() {
    MarkSample later =
        new MarkSample(RAIN, price("0.4"), price("0.6"), NOBODY, NOBODY, T0.plusSeconds(1));
    assertThat(TWO_SIDED.agreesWith(later)).isTrue();
    assertThat(TWO_SIDED.agreesWith(sample(price("0.5"), price("0.6"), NOBODY))).isFalse();
    assertThat(TWO_SIDED.agreesWith(sample(price("0.4"), price("0.5"), NOBODY))).isFalse();
    assertThat(TWO_SIDED.agreesWith(sample(price("0.4"), price("0.6"), price("1")))).isFalse();
    MarkSample traded = new MarkSample(RAIN, price("0.4"), price("0.6"), price("0.5"), NOBODY, T0);
    assertThat(TWO_SIDED.agreesWith(traded)).isFalse();
  }

  private static MarkSample sample(
      Optional<Price> bid, Optional<Price> ask, Optional<Price> result) {
    return new MarkSample(RAIN, bid, ask, NOBODY, result, T0);
  }

  private static Optional<Price> price(String dollars) {
    return Optional.of(Price.ofDollars(dollars));
  }
}
