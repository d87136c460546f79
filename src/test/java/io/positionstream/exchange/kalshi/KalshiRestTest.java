package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.ExchangeFailure.Unexpected;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KalshiRestTest {

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T12:00:00Z"));
  private final FakeTransport network = new FakeTransport();
  private final KalshiRest rest = new KalshiRest(network.access(time), 3, new WireNews());

  @Test
  void walksThePagesUntilTheCursorIsEmpty() {
    network.answer(
        "/portfolio/fills",
        ok(page("one", fill("a"))),
        ok(page("two", fill("b"))),
        ok(page("", fill("c"))));

    var pages = rest.fills(Instant.EPOCH).subscribe().withSubscriber(AssertSubscriber.create(9));

    pages.assertCompleted();
    assertThat(pages.getItems())
        .extracting(page -> page.getFirst().tradeId())
        .containsExactly("a", "b", "c");
    assertThat(network.gets)
        .extracting(URI::getQuery)
        .containsExactly(
            "limit=1000&subaccount=3",
            "limit=1000&subaccount=3&cursor=one",
            "limit=1000&subaccount=3&cursor=two");
  }

  @Test
  void readsAPageOnlyOnDemand() {
    network.answer("/portfolio/fills", ok(page("one", fill("a"))), ok(page("", fill("b"))));

    rest.fills(Instant.EPOCH).subscribe().withSubscriber(AssertSubscriber.create(1));

    assertThat(network.gets).hasSize(1);
  }

  @Test
  void doesNotTakeACircleForTheWholeList() {
    network.answer("/portfolio/fills", ok(page("one", fill("a"))), ok(page("one", fill("b"))));

    rest.fills(Instant.EPOCH)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(99))
        .assertFailedWith(Unexpected.class, "the pages lead in circles");

    assertThat(network.gets).hasSize(2);
  }

  @Test
  void takesAnEmptyPageWithAKnownCursorForTheEnd() {
    network.answer("/portfolio/fills", ok(page("one", fill("a"))), ok(page("one", "")));

    rest.fills(Instant.EPOCH)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(99))
        .assertCompleted();
  }

  @Test
  void takesMissingListsAndCursorsForEmptyOnesButSaysSoOfPositions() {
    network.answer("/portfolio/settlements", ok("{\"settlements\":null}"));
    network.answer("/portfolio/positions", ok("{}"));

    rest.settlements(Instant.ofEpochSecond(1_700_000_000))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(9))
        .assertItems(List.of())
        .assertCompleted();
    rest.positions()
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertItem(Optional.empty());

    assertThat(network.gets)
        .extracting(URI::getQuery)
        .containsExactly(
            "limit=1000&subaccount=3&min_ts=1700000000",
            "limit=1000&subaccount=3&count_filter=position,total_traded");
  }

  @Test
  void failsWhenARequiredFieldIsMissing() {
    network.answer("/portfolio/balance", ok("{\"balance\":12}"));

    rest.balance()
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailedWith(Unexpected.class, "balance_dollars");
  }

  @Test
  void failsWhenASuccessIsNoJson() {
    network.answer("/portfolio/balance", ok("<html>"));

    rest.balance()
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailedWith(Unexpected.class);
  }

  @Test
  void readsMarketsInChunks() {
    network.answer("/markets", ok(Samples.of("rest-markets")));
    List<String> tickers = IntStream.range(0, 250).mapToObj(i -> "T" + i).toList();

    rest.markets(tickers)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertCompleted();

    assertThat(network.gets)
        .extracting(uri -> uri.getQuery().split("tickers=")[1].split(",").length)
        .containsExactly(100, 100, 50);
  }

  private static String page(String cursor, String... fills) {
    return "{\"cursor\":\"%s\",\"fills\":[%s]}".formatted(cursor, String.join(",", fills));
  }

  private static String fill(String tradeId) {
    return """
        {"trade_id":"%s","ticker":"A","outcome_side":"yes","count_fp":"1.00",
         "yes_price_dollars":"0.5000","fee_cost":"0.01","is_taker":true,"ts":1}"""
        .formatted(tradeId);
  }
}
