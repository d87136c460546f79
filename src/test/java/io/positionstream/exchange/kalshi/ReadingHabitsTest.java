package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.ExchangeFailure.Unexpected;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Position;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a line asks for by REST over its life, and what it does when markets are not there. */
class ReadingHabitsTest extends LineTestBase {

  /** Everything a line may ask for, with the largest page that is documented; 0 has no pages. */
  private static final Map<String, Integer> LARGEST_PAGES =
      Map.ofEntries(
          Map.entry("/account/limits", 0),
          Map.entry("/exchange/user_data_timestamp", 0),
          Map.entry("/exchange/status", 0),
          Map.entry("/portfolio/balance", 0),
          Map.entry("/portfolio/positions", 1000),
          Map.entry("/portfolio/fills", 1000),
          Map.entry("/portfolio/settlements", 1000),
          Map.entry("/portfolio/deposits", 500),
          Map.entry("/portfolio/withdrawals", 500),
          Map.entry("/markets", 1000),
          Map.entry("/events/KXHIGHNY-25DEC14", 0),
          Map.entry("/events/NEW-1", 0));

  @Test
  void namesTheSubaccountInEveryReadOfTheAccount() {
    live(3);
    passAlive(Duration.ofSeconds(65));

    assertThat(network.gets)
        .filteredOn(uri -> uri.getPath().contains("/portfolio/"))
        .hasSizeGreaterThanOrEqualTo(12)
        .allSatisfy(uri -> assertThat(uri.getQuery()).containsPattern("(^|&)subaccount=3(&|$)"));
  }

  @Test
  void asksForKnownThingsOnlyAndNeverForMoreThanAPageMayHold() {
    wholeLife();

    assertThat(network.gets)
        .extracting(URI::getPath)
        .contains("/trade-api/v2/exchange/status", "/trade-api/v2/events/KXHIGHNY-25DEC14");
    for (URI uri : network.gets) {
      Integer largest = LARGEST_PAGES.get(uri.getPath().substring("/trade-api/v2".length()));
      assertThat(largest).as(uri.toString()).isNotNull();
      if (largest > 0) {
        assertThat(limitOf(uri)).as(uri.toString()).isBetween(100, largest);
      } else {
        assertThat(uri.toString()).doesNotContain("limit=");
      }
    }
  }

  @Test
  void asksForMarketsByTheirTickersOnly() {
    wholeLife();

    assertThat(network.gets)
        .filteredOn(uri -> uri.getPath().endsWith("/markets"))
        .isNotEmpty()
        .allSatisfy(uri -> assertThat(uri.getQuery()).containsPattern("(^|&)tickers=[A-Z]"));
    assertThat(network.gets).noneMatch(uri -> uri.toString().contains("nested"));
  }

  @Test
  void aPageThatIsTooLargeForTheExchangeFailsClearlyAndOnce() {
    network.answer(
        "/portfolio/fills",
        status(400, "{\"msg\":\"Parameter validation failed for GetFills: limit\"}"));
    KalshiRest rest = new KalshiRest(network.access(time), 0, new WireNews());

    var asked =
        KalshiRest.all(rest.fills(Instant.EPOCH))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    time.pass(Duration.ofMinutes(1));

    asked.assertFailedWith(Unexpected.class, "GET /portfolio/fills was answered with status 400");
    assertThat(asked.getFailure()).hasMessageContaining("limit");
    assertThat(network.countOf("/portfolio/fills")).isEqualTo(1);
  }

  @Test
  void aMarketThatIsNotListedYetIsHeldUnderItsTickerUntilItIs() {
    network.answer("/markets", ok("{\"markets\":[]}"), ok(Samples.of("rest-markets")));
    var line = live();
    Position unlisted = folded(line).position(HELD);
    assertThat(unlisted.market().title()).isEqualTo(HELD.value());
    assertThat(unlisted.quantity().plain()).isEqualTo("10");
    assertThat(unlisted.markSource()).isEqualTo(Position.MarkSource.NONE);

    passAlive(Duration.ofSeconds(30));

    assertThat(folded(line).position(HELD).market().title()).startsWith("Highest temperature");
    assertThat(folded(line).position(HELD).mark()).isPresent();
  }

  @Test
  void aMarketsEndpointThatIsNotFoundKeepsTheBooksThatAreKnown() {
    var line = live();
    network.answer("/markets", status(404, "{\"error\":{\"code\":\"not_found\"}}"));

    passAlive(Duration.ofMinutes(2));

    assertThat(kinds(line)).endsWith("live").doesNotContain("reconnecting");
    assertThat(folded(line).position(HELD).quantity().plain()).isEqualTo("10");
  }

  @Test
  void anEventWithoutATitleCostsOnlyTheTitle() {
    network.answer("/events/KXHIGHNY-25DEC14", status(404, ""));

    var line = live();

    assertThat(folded(line).position(HELD).market().title())
        .startsWith("Will the high temp in NYC be");
  }

  @Test
  void anAccountThatChangesWithoutAFillIsTakenOverAsItIs() {
    var line = live();
    network.answer("/portfolio/positions", ok(positions("4.50")));
    network.answer(
        "/portfolio/balance", ok("{\"balance_dollars\":\"350.2500\",\"portfolio_value\":0}"));

    passAlive(Duration.ofSeconds(30));

    Portfolio after = folded(line);
    assertThat(after.position(HELD).quantity().plain()).isEqualTo("4.5");
    assertThat(after.cash().orElseThrow().plain()).isEqualTo("350.25");
    assertThat(after.recentFacts()).isEmpty();
    assertThat(kinds(line)).endsWith("AccountLoaded").doesNotContain("stale", "reconnecting");
  }

  /** Live, a trade, a settlement, a cut, polling, and live again. */
  private void wholeLife() {
    var line = live();
    network.socket().says(fill("t1", NEW, "1.00"));
    network.socket().says(lifecycle("close_date_updated", HELD, ""));
    network.socket().says(lifecycle("settled", HELD, ""));
    passAlive(Duration.ofSeconds(65));
    network.refuseUpgradesAndNote(time.clock(), 12);
    network.socket().breaks("gone");
    time.pass(Duration.ofMinutes(20));
    network.socket().acknowledges();
    assertThat(kinds(line)).contains("polling").endsWith("live");
  }

  private AssertSubscriber<AccountEvent> live(int subaccount) {
    var around =
        new Surroundings(new TestTiming(), time.clock(), time, new Random(1), new WireNews());
    KalshiAccess access = network.access(time);
    var line =
        KalshiLine.events(new LineName("demo", 1), subaccount, () -> access, Instant.EPOCH, around)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    network.socket().acknowledges();
    assertThat(heard(line, AccountLoaded.class)).hasSize(1);
    return line;
  }

  private static int limitOf(URI uri) {
    String query = "&" + uri.getQuery();
    return Integer.parseInt(query.replaceFirst(".*&limit=(\\d+).*", "$1"));
  }

  private static Portfolio folded(AssertSubscriber<AccountEvent> line) {
    Portfolio portfolio = Portfolio.unknown(new AccountId(new UUID(0, 1)), "e", START);
    for (AccountEvent event : line.getItems()) {
      portfolio = portfolio.apply(event);
    }
    return portfolio;
  }
}
