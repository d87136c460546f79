package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How much the top of the book takes may change while its prices stay. */
class BookSizesTest {

  private static Portfolio quoted(Portfolio before, String bidSize, int second) {
    Quote quote =
        new Quote(
            Price.ofDollars("0.71"),
            Contracts.of(bidSize),
            Price.ofDollars("0.73"),
            Contracts.of("10"),
            Price.ofDollars("0.71"),
            T0.plusSeconds(second));
    return before.apply(new AccountEvent.Quoted(RAIN, quote, T0.plusSeconds(second)));
  }

  private static Exit exit(Portfolio portfolio) {
    return Exit.of(Events.position(portfolio));
  }

  @Test
  void whatAnExitBringsFollowsTheSizeThoughNoPriceMoves() {
    Portfolio deep = quoted(Events.held(Events.YES), "100", 2);
    Portfolio shallow = quoted(deep, "1", 3);
    Portfolio again = quoted(shallow, "100", 4);

    assertThat(exit(deep).value()).isPresent();
    assertThat(exit(shallow).unknown()).contains(Exit.Unknown.TOO_SHALLOW);
    assertThat(exit(shallow).atTop()).isEqualTo(Contracts.of("1"));
    assertThat(exit(again)).isEqualTo(exit(deep));
  }

  @Test
  void sizesAloneAreNoNewsToClients() {
    Portfolio deep = quoted(Events.held(Events.YES), "100", 2);
    Portfolio shallow = quoted(deep, "1", 3);

    assertThat(shallow.seq()).isEqualTo(deep.seq());
    assertThat(Events.position(shallow).quote().at()).isEqualTo(T0.plusSeconds(2));
    assertThat(Events.position(shallow).updatedAt()).isEqualTo(Events.position(deep).updatedAt());
  }

  @Test
  void anEmptySideWithAnotherSentinelStaysEmpty() {
    Portfolio empty = quoted(Events.held(Events.YES), "0", 2);
    Quote sentinel =
        new Quote(
            Price.ZERO,
            Contracts.of("5"),
            Price.ofDollars("0.73"),
            Contracts.of("10"),
            Price.ofDollars("0.71"),
            T0.plusSeconds(3));
    Portfolio still = empty.apply(new AccountEvent.Quoted(RAIN, sentinel, T0.plusSeconds(3)));

    assertThat(Events.position(still).mark()).isEmpty();
    assertThat(exit(still).unknown()).contains(Exit.Unknown.NO_BUYER);
  }
}
