package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Markets and events that are not what they should be cost a description, never the account. */
class OddMarketsTest extends LineTestBase {

  private static final String EVENT = "/events/KXHIGHNY-25DEC14";

  @Test
  void aMarketThatCannotBeReadIsLeftOut() {
    answerMarketsWith("yes_bid_dollars", "0.12345678");

    var line = live();

    assertThat(heard(line, AccountLoaded.class))
        .singleElement()
        .satisfies(load -> assertThat(load.markets()).isEmpty())
        .satisfies(load -> assertThat(load.books()).containsOnlyKeys(HELD));
  }

  @Test
  void anOddEventTickerIsOneSegmentOfThePathAndCostsOnlyTheTitle() {
    answerMarketsWith("event_ticker", "KX HIGH/../%?a=b");

    var line = live();

    assertThat(network.gets)
        .extracting(URI::getRawPath)
        .contains("/trade-api/v2/events/KX%20HIGH%2F..%2F%25%3Fa%3Db");
    assertThat(heard(line, AccountLoaded.class))
        .singleElement()
        .satisfies(load -> assertThat(load.markets()).hasSize(1));
  }

  @Test
  void aTitleThatCouldNotBeReadIsAskedForAgainAfterAWhile() {
    network.answer(EVENT, status(404, ""));
    live();

    passAlive(Duration.ofMinutes(9));
    assertThat(network.countOf(EVENT)).isEqualTo(1);

    passAlive(Duration.ofMinutes(2));
    assertThat(network.countOf(EVENT)).isEqualTo(2);
  }

  private void answerMarketsWith(String field, String value) {
    String odd = "\"%s\":\"%s\"".formatted(field, value);
    network.answer(
        "/markets",
        ok(Samples.of("rest-markets").replaceFirst("\"" + field + "\": ?\"[^\"]*\"", odd)));
  }
}
