package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.FakeTransport.Socket;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Filled;
import io.positionstream.portfolio.AccountEvent.MarketDetermined;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.AccountEvent.Quoted;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Price;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class KalshiLineTest extends LineTestBase {

  @Test
  void loadsTheAccountOnlyAfterEveryAcknowledgement() {
    var line = listen();
    Socket socket = network.socket();
    assertThat(socket.sent)
        .containsExactly(
            "{\"id\":1,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"fill\"]}}",
            "{\"id\":2,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_positions\"]}}",
            "{\"id\":3,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"market_lifecycle_v2\"]}}");
    socket.says("{\"id\":1,\"type\":\"subscribed\",\"msg\":{\"channel\":\"fill\",\"sid\":1}}");
    assertThat(network.gets).isEmpty();

    socket.acknowledges();

    assertThat(network.paths())
        .containsExactly(
            "/account/limits",
            "/exchange/user_data_timestamp",
            "/portfolio/positions",
            "/portfolio/settlements",
            "/portfolio/balance",
            "/portfolio/deposits",
            "/portfolio/withdrawals",
            "/portfolio/fills",
            "/markets",
            "/events/KXHIGHNY-25DEC14");
    assertThat(kinds(line)).containsExactly("connecting", "AccountLoaded", "live");
    AccountLoaded load = (AccountLoaded) line.getItems().get(1);
    assertThat(load.asOf()).isEqualTo(READ_AS_OF);
    assertThat(load.cash().plain()).isEqualTo("100");
    assertThat(load.books()).containsOnlyKeys(HELD);
    assertThat(load.markets())
        .extracting(read -> read.market().title())
        .containsExactly("Highest temperature in NYC on Dec 14 · 33° or below");
    assertThat(socket.sent.getLast())
        .isEqualTo(
            "{\"id\":4,\"cmd\":\"subscribe\",\"params\":{\"channels\":[\"ticker\"],"
                + "\"market_tickers\":[\"KXHIGHNY-25DEC14-T34\"],\"send_initial_snapshot\":true}}");
  }

  @Test
  void keepsWhatItHearsUntilTheAccountIsLoaded() {
    AtomicReference<UniEmitter<? super Reply>> balance = new AtomicReference<>();
    network.answerWith(
        "/portfolio/balance",
        uri -> Uni.createFrom().<Reply>emitter(emitter -> balance.set(emitter)));
    var line = listen();
    network.socket().acknowledges();
    network.socket().says(fill("t1", HELD, "11.00"));
    network.socket().pings();
    assertThat(kinds(line)).containsExactly("connecting");

    balance.get().complete(ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":0}"));

    assertThat(kinds(line)).containsExactly("connecting", "AccountLoaded", "live", "Filled");
  }

  @Test
  void usesItsOwnClockWhenTheExchangeDoesNotTellHowFreshReadsAre() {
    network.answer("/exchange/user_data_timestamp", status(404, ""));

    var line = live();

    assertThat(((AccountLoaded) line.getItems().get(1)).asOf()).isEqualTo(START);
  }

  @Test
  void passesTicksOfMarketsItFollowsInOrder() {
    var line = live();

    network.socket().says(tick(HELD, "0.20"));
    network.socket().says(tick(NEW, "0.50"));
    network.socket().says("{\"type\":\"ticker\",\"msg\":{\"market_ticker\":\"" + HELD + "\"}}");
    network.socket().says(tick(HELD, "0.21"));

    assertThat(heard(line, Quoted.class))
        .extracting(q -> q.market() + " " + q.quote().bid().cents())
        .containsExactly(HELD + " 20", HELD + " 21");
  }

  @Test
  void followsAMarketTheMomentItIsTraded() {
    network.answer("/markets", ok(Samples.of("rest-markets")), ok(market(NEW)));
    var line = live();
    Socket socket = network.socket();
    socket.says("{\"id\":4,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":9}}");

    socket.says(fill("t1", NEW, "1.00"));
    socket.says(tick(NEW, "0.50"));

    assertThat(socket.sent.getLast())
        .isEqualTo(
            "{\"id\":5,\"cmd\":\"update_subscription\",\"params\":{\"sids\":[9],"
                + "\"action\":\"add_markets\",\"market_tickers\":[\"NEW-1\"],"
                + "\"send_initial_snapshot\":true}}");
    assertThat(heard(line, MarketRead.class))
        .extracting(read -> read.market().ticker())
        .containsExactly(NEW);
    assertThat(heard(line, Quoted.class)).hasSize(1);
  }

  @Test
  void waitsForTheNumberOfTheTickerSubscriptionBeforeItChangesIt() {
    network.ticks = FakeTransport.Ticks.UNANSWERED;
    live();
    Socket socket = network.socket();
    socket.says(fill("t1", NEW, "1.00"));
    assertThat(socket.sent).hasSize(4);

    socket.says("{\"id\":4,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":9}}");

    assertThat(socket.sent).hasSize(5);
    assertThat(socket.sent.getLast()).contains("add_markets", "NEW-1");
  }

  @Test
  void leavesMarketsThatAreNoLongerHeld() {
    live();
    Socket socket = network.socket();
    socket.says("{\"id\":4,\"type\":\"subscribed\",\"msg\":{\"channel\":\"ticker\",\"sid\":9}}");
    network.answer("/portfolio/positions", ok(positions("0.00")));

    passAlive(Duration.ofSeconds(30));

    assertThat(socket.sent.getLast()).contains("delete_markets", HELD.value());
  }

  @Test
  void ignoresOtherSubaccounts() {
    var line = live();

    network
        .socket()
        .says(fill("t1", HELD, "1.00").replace("\"is_taker\"", "\"subaccount\":7,\"is_taker\""));

    assertThat(heard(line, Filled.class)).isEmpty();
  }

  @Test
  void tellsTheResultAndLooksForTheSettlementUntilItShows() {
    var line = live();
    Socket socket = network.socket();
    socket.says(
        lifecycle("determined", HELD, ",\"result\":\"yes\",\"settlement_value\":\"1.0000\""));
    socket.says(lifecycle("determined", NEW, ",\"result\":\"yes\""));
    assertThat(heard(line, MarketDetermined.class))
        .containsExactly(new MarketDetermined(HELD, Optional.of(Price.ONE), START));

    socket.says(lifecycle("settled", HELD, ""));
    time.pass(Duration.ZERO);
    assertThat(network.countOf("/portfolio/settlements")).isEqualTo(2);
    network.answer("/portfolio/settlements", ok(settlement()));
    network.answer("/portfolio/positions", ok("{}"));
    time.pass(Duration.ofSeconds(2));
    assertThat(network.countOf("/portfolio/settlements")).isEqualTo(3);
    passAlive(Duration.ofSeconds(20));

    assertThat(network.countOf("/portfolio/settlements")).isEqualTo(3);
    assertThat(heard(line, AccountLoaded.class).getLast().settlements()).hasSize(1);
  }

  @Test
  void readsAMarketAgainWhenItsTermsChange() {
    var line = live();

    network.socket().says(lifecycle("close_date_updated", HELD, ""));

    assertThat(heard(line, MarketRead.class))
        .extracting(read -> read.market().phase())
        .containsExactly(Market.Phase.OPEN);
  }

  @Test
  void listensToTheLivesOfCombinationsOnlyWhenOneIsHeld() {
    live();
    Socket socket = network.socket();
    assertThat(socket.sent).noneMatch(text -> text.contains("multivariate"));

    socket.says(fill("t1", new MarketTicker("KXMVESPORTS-1"), "1.00"));
    socket.says(fill("t2", new MarketTicker("KXMVESPORTS-2"), "1.00"));

    assertThat(socket.sent).filteredOn(text -> text.contains("multivariate")).hasSize(1);
  }
}
