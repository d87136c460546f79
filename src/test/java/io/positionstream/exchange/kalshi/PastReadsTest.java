package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure.KeyRestricted;
import io.positionstream.exchange.ExchangeFailure.NotFound;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Money;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the exchange still shows of an account's past, and where it does not show all. */
class PastReadsTest {

  private static final Instant CUTOFF = Instant.parse("2026-01-03T00:00:00Z");

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-04-01T12:00:00Z"));
  private final FakeTransport network = new FakeTransport();

  @BeforeEach
  void aPastWithAnArchive() {
    network.answer(
        "/historical/cutoff",
        ok(
            """
            {"market_settled_ts":"2026-01-01T00:00:00Z","orders_updated_ts":"2026-03-01T00:00:00Z",
             "trades_created_ts":"2026-01-03T00:00:00Z"}"""));
    network.answer("/portfolio/fills", ok(fills("live")));
    network.answer(
        "/historical/fills", ok(fills("old").replace("\"\"", "\"more\"")), ok(fills("older")));
  }

  @Test
  void fillsAreTheLiveOnesAndThenTheArchivedOnes() {
    var read = read(account(0).fills(Span.since(Instant.EPOCH))).assertCompleted();

    assertThat(ids(read)).containsExactly("live", "old", "older");
    assertThat(network.paths())
        .containsExactly(
            "/portfolio/fills", "/historical/cutoff", "/historical/fills", "/historical/fills");
  }

  @Test
  void theArchiveIsLeftAloneWhenNothingThatOldIsAskedFor() {
    var read = read(account(0).fills(Span.since(CUTOFF))).assertCompleted();

    assertThat(ids(read)).containsExactly("live");
    assertThat(network.countOf("/historical/fills")).isZero();
  }

  @Test
  void aReadThatGoesOnAsksForWhatIsOlderOnly() {
    read(account(3).fills(Span.before(Instant.parse("2026-02-01T00:00:00.5Z")))).assertCompleted();

    assertThat(network.gets)
        .extracting(URI::getQuery)
        .contains("limit=1000&subaccount=3&max_ts=1769904001");
  }

  @Test
  void anExchangeWithoutAnArchiveShowsTheLiveOnesBeforeItFails() {
    for (String path : List.of("/historical/fills", "/historical/cutoff")) {
      network.answer(path, status(404, ""));

      var read = read(account(0).fills(Span.since(Instant.EPOCH)));

      assertThat(ids(read)).containsExactly("live");
      read.assertFailedWith(NotFound.class);
    }
  }

  @Test
  void aRowThatCannotBeReadIsCountedAndKeepsNoOtherAway() {
    String odd = fills("odd").replace("\"outcome_side\":\"yes\"", "\"outcome_side\":\"maybe\"");
    String row = odd.substring(odd.indexOf("[") + 1, odd.indexOf("]"));
    network.answer("/portfolio/fills", ok(fills("good").replace("[", "[" + row + ",")));

    PastPage<Fill> page = read(account(0).fills(Span.since(CUTOFF))).getItems().getFirst();

    assertThat(page.rows()).extracting(fill -> fill.id().value()).containsExactly("good");
    assertThat(page.unreadable()).containsExactly("odd");
  }

  @Test
  void whatARowRoundsToCentsTheMarketTellsExactly() {
    String row =
        """
        {"ticker":"KX-%1$s","event_ticker":"KX","exchange_index":0,"market_result":"scalar",
         "yes_count_fp":"%2$s","yes_total_cost_dollars":"40","no_count_fp":"400.00",
         "no_total_cost_dollars":"240","revenue":%3$d,"settled_time":"2026-03-01T00:00:00Z",
         "fee_cost":"0","value":33}""";
    network.answer(
        "/portfolio/settlements",
        ok(
            "{\"settlements\":["
                + String.join(
                    ",",
                    row.formatted("TOLD", "100.00", 0),
                    row.formatted("OTHER", "100.00", 0),
                    row.formatted("ARCHIVED", "100.00", 0),
                    row.formatted("PAIRED", "400.00", 0),
                    row.formatted("PAID", "100.00", 20_001))
                + "]}"));
    network.answer(
        "/markets",
        ok("{\"markets\":[" + market("TOLD", "0.3333") + "," + market("OTHER", "0.9") + "]}"));

    var rows = read(account(0).settlements(Span.since(Instant.EPOCH))).assertCompleted().getItems();

    assertThat(rows.getFirst().rows())
        .extracting(paid -> paid.payout().plain())
        .containsExactly("200.01", "201", "201", "0", "200.01");
    assertThat(network.gets)
        .extracting(URI::getQuery)
        .contains("limit=1000&tickers=KX-TOLD,KX-OTHER,KX-ARCHIVED");
  }

  private static String market(String name, String value) {
    return """
        {"ticker":"KX-%s","event_ticker":"KX","status":"finalized","result":"scalar",
         "settlement_value_dollars":"%s","close_time":"2026-03-01T00:00:00Z",
         "yes_bid_dollars":"0","yes_bid_size_fp":"0","yes_ask_dollars":"1","yes_ask_size_fp":"0",
         "last_price_dollars":"0"}"""
        .formatted(name, value);
  }

  @Test
  void onlyAppliedTransfersMovedTheBalanceAndReturnedOnesMovedItBack() {
    network.answer("/portfolio/deposits", ok("{\"deposits\":[" + everyStatus("d") + "]}"));
    network.answer("/portfolio/withdrawals", ok("{\"withdrawals\":[" + everyStatus("w") + "]}"));

    var read = read(account(0).flows()).assertCompleted();

    assertThat(read.getItems().stream().flatMap(page -> page.rows().stream()))
        .containsExactly(
            flow("d-applied", "250.00", "2", 200),
            flow("d-returned", "250.00", "2", 100),
            flow("d-returned returned", "-250.00", "0", 200),
            flow("w-applied", "-250.00", "2", 200),
            flow("w-returned", "-250.00", "2", 100),
            flow("w-returned returned", "250.00", "0", 200));
    assertThat(read.getItems()).extracting(page -> page.unreadable().size()).containsExactly(1, 1);
    assertThat(network.gets).extracting(URI::getQuery).containsOnly("limit=500");
  }

  @Test
  void aKeyThatMayNotReadTransfersIsToldApart() {
    network.answer("/portfolio/deposits", status(403, "{\"code\":\"forbidden\"}"));

    read(account(0).flows()).assertFailedWith(KeyRestricted.class);
  }

  @Test
  void aSubaccountHasNoTransfersOfItsOwn() {
    read(account(3).flows()).assertFailedWith(NotFound.class);

    assertThat(network.gets).isEmpty();
  }

  private ExchangeAccount account(int subaccount) {
    var around =
        new Surroundings(new TestTiming(), time.clock(), time, new Random(1), new WireNews());
    return new KalshiAccount(
        new LineName("demo", 1), subaccount, () -> network.access(time), around);
  }

  private static <T> AssertSubscriber<PastPage<T>> read(Multi<PastPage<T>> pages) {
    return pages.subscribe().withSubscriber(AssertSubscriber.create(99));
  }

  private static List<String> ids(AssertSubscriber<PastPage<Fill>> read) {
    return read.getItems().stream()
        .flatMap(page -> page.rows().stream())
        .map(fill -> fill.id().value())
        .toList();
  }

  private static Flow flow(String id, String amount, String fee, long second) {
    return new Flow(
        id, Money.ofDollars(amount), Money.ofDollars(fee), Instant.ofEpochSecond(second));
  }

  private static String everyStatus(String id) {
    StringBuilder rows = new StringBuilder();
    for (String status : List.of("pending", "applied", "failed", "returned", "lost")) {
      rows.append(rows.isEmpty() ? "" : ",")
          .append(
              """
              {"id":"%s-%s","status":"%s","type":"ach","amount_cents":25000,"fee_cents":200,
               "created_ts":100,"finalized_ts":200}"""
                  .formatted(id, status, status));
    }
    return rows.toString();
  }

  private static String fills(String tradeId) {
    return """
        {"cursor":"","fills":[{"trade_id":"%s","ticker":"A-1","outcome_side":"yes","book_side":"bid",
         "count_fp":"1.00","yes_price_dollars":"0.5000","fee_cost":"0.01","is_taker":true,
         "created_time":"2026-01-02T00:00:00Z"}]}"""
        .formatted(tradeId);
  }
}
