package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.FakeTransport.Socket;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Filled;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.positionstream.portfolio.AccountEvent.MarketDetermined;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.AccountEvent.Quoted;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Market;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Price;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KalshiLineTest {

  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final MarketTicker HELD = new MarketTicker("KXHIGHNY-25DEC14-T34");
  private static final MarketTicker NEW = new MarketTicker("NEW-1");

  private final VirtualTime time = new VirtualTime(START);
  private final FakeTransport network = new FakeTransport();

  @BeforeEach
  void anAccountWithOnePosition() {
    network.answer(
        "/exchange/user_data_timestamp", ok("{\"as_of_time\":\"2026-01-01T11:59:59Z\"}"));
    network.answer("/portfolio/settlements", ok("{\"settlements\":[]}"));
    network.answer("/portfolio/positions", ok(positions("10.00")));
    network.answer("/portfolio/balance", ok("{\"balance_dollars\":\"100.0000\"}"));
    network.answer("/portfolio/fills", ok("{\"fills\":[]}"));
    network.answer("/markets", ok(Samples.of("rest-markets")));
    network.answer("/events/KXHIGHNY-25DEC14", ok(Samples.of("rest-event")));
  }

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
            "/exchange/user_data_timestamp",
            "/portfolio/positions",
            "/portfolio/settlements",
            "/portfolio/balance",
            "/portfolio/fills",
            "/markets",
            "/events/KXHIGHNY-25DEC14");
    assertThat(kinds(line)).containsExactly("connecting", "AccountLoaded", "live");
    AccountLoaded load = (AccountLoaded) line.getItems().get(1);
    assertThat(load.asOf()).isEqualTo(Instant.parse("2026-01-01T11:59:59Z"));
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

    balance.get().complete(ok("{\"balance_dollars\":\"100.0000\"}"));

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
  void confirmsAFillByRestOnceItIsQuiet() {
    var line = live();

    network.socket().says(fill("t1", HELD, "11.00"));
    time.pass(Duration.ofMillis(700));
    network.socket().says(position(HELD, "11.00"));
    time.pass(Duration.ofMillis(700));
    assertThat(network.countOf("/portfolio/positions")).isEqualTo(1);
    time.pass(Duration.ofMillis(400));

    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);
    assertThat(kinds(line)).endsWith("Filled", "HoldingReported", "AccountLoaded");
    assertThat(queryOfLast("/portfolio/fills"))
        .contains("min_ts=" + START.minus(Duration.ofMinutes(5)).getEpochSecond());
    assertThat(queryOfLast("/portfolio/settlements"))
        .contains("min_ts=" + START.minus(Duration.ofHours(1)).getEpochSecond());
  }

  @Test
  void waitsForAFractionOfAMillisecondToo() {
    var line = live();

    network.socket().says(fill("t1", HELD, "11.00"));
    time.pass(Duration.ofNanos(500_000));
    network.socket().says(position(HELD, "11.00"));
    time.pass(Duration.ofSeconds(2));

    assertThat(kinds(line)).endsWith("HoldingReported", "AccountLoaded");
  }

  @Test
  void readsTheAccountAgainNowAndThen() {
    var line = live();

    for (int i = 0; i < 9; i++) {
      time.pass(Duration.ofSeconds(10));
      network.socket().pings();
    }

    assertThat(heard(line, AccountLoaded.class)).hasSize(4);
  }

  @Test
  void livesOnWhenAReloadFails() {
    var line = live();
    network.answer("/portfolio/balance", status(400, ""), ok("{\"balance_dollars\":\"1.00\"}"));

    for (int i = 0; i < 7; i++) {
      time.pass(Duration.ofSeconds(10));
      network.socket().pings();
    }

    assertThat(kinds(line)).containsExactly("connecting", "AccountLoaded", "live", "AccountLoaded");
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

    time.pass(Duration.ofSeconds(20));
    socket.pings();
    time.pass(Duration.ofSeconds(10));

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
  void readsTheAccountWhenItCannotReadAFill() {
    live();

    network.socket().says("{\"type\":\"fill\",\"msg\":{\"trade_id\":\"t\"}}");

    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);
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
    time.pass(Duration.ofSeconds(20));

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
  void connectsAgainAfterTheSocketBreaks() {
    var line = live();
    Socket first = network.socket();

    first.breaks("closed by the exchange, code 1006");
    assertThat(kinds(line)).endsWith("live", "reconnecting");
    assertThat(network.sockets).hasSize(1);
    time.pass(Duration.ofSeconds(2));

    assertThat(network.sockets).hasSize(2);
    assertThat(first.closed).isTrue();
    network.socket().acknowledges();
    assertThat(kinds(line)).endsWith("reconnecting", "AccountLoaded", "live");
    assertThat(queryOfLast("/portfolio/fills")).contains("min_ts=");
    line.assertNotTerminated();
  }

  @Test
  void takesALongSilenceForALoss() {
    var line = live();

    time.pass(Duration.ofSeconds(20));
    network.socket().pings();
    time.pass(Duration.ofSeconds(24));
    assertThat(kinds(line)).doesNotContain("reconnecting");
    time.pass(Duration.ofSeconds(6));

    assertThat(reasons(line)).last().asString().startsWith("silent for");
  }

  @Test
  void connectsAgainWhenNothingIsAcknowledged() {
    var line = listen();

    time.pass(Duration.ofSeconds(10));

    assertThat(reasons(line)).last().asString().startsWith("no acknowledgement");
  }

  @Test
  void connectsAgainWhenTheExchangeDropsUs() {
    var line = live();

    network.socket().says("{\"type\":\"error\",\"msg\":{\"code\":25,\"msg\":\"buffer overflow\"}}");

    assertThat(reasons(line)).last().isEqualTo("error 25: buffer overflow");
  }

  @Test
  void connectsAgainWhenTheAccountCannotBeLoaded() {
    network.answer("/portfolio/positions", status(400, "{\"msg\":\"bad\"}"));
    var line = listen();

    network.socket().acknowledges();

    assertThat(reasons(line)).last().asString().contains("/portfolio/positions", "400", "bad");
  }

  @Test
  void waitsLongerAfterEachFailedAttemptButNeverMoreThanAMinute() {
    for (int i = 0; i < 40; i++) {
      network.refusedUpgrades.add(new ConnectException("no route"));
    }
    var line = listen();

    time.pass(Duration.ofMinutes(45));

    List<Instant> losses =
        line.getItems().stream().skip(1).limit(40).map(AccountEvent::at).toList();
    assertThat(losses).hasSize(40);
    for (int i = 1; i < losses.size(); i++) {
      Duration wait = Duration.between(losses.get(i - 1), losses.get(i));
      assertThat(wait).isBetween(SECOND, Duration.ofSeconds(Math.min(60, 1L << Math.min(i, 6))));
    }
  }

  @Test
  void stopsForGoodWhenTheKeyIsRefused() {
    network.refusedUpgrades.add(new UpgradeRefused(status(401, "{}")));
    var line = listen();

    time.pass(Duration.ofHours(1));

    assertThat(kinds(line)).containsExactly("connecting", "rejected");
    assertThat(network.sockets).isEmpty();
    assertThat(time.waiting()).isZero();
    line.assertNotTerminated();
  }

  @Test
  void stopsForGoodWhenTheKeyIsRevokedWhileLive() {
    var line = live();
    network.answer("/portfolio/balance", status(401, "{}"));

    time.pass(Duration.ofSeconds(20));
    network.socket().pings();
    time.pass(Duration.ofSeconds(15));

    assertThat(kinds(line)).endsWith("live", "rejected");
    assertThat(network.socket().closed).isTrue();
  }

  @Test
  void closesTheSocketAndEveryTimerWhenNobodyListensAnyMore() {
    var line = live();
    network.socket().says(fill("t1", HELD, "11.00"));

    line.cancel();

    assertThat(network.socket().closed).isTrue();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void stopsWaitingForANewAttemptWhenNobodyListensAnyMore() {
    var line = live();
    network.socket().breaks("gone");

    line.cancel();

    assertThat(time.waiting()).isZero();
  }

  private AssertSubscriber<AccountEvent> listen() {
    var around = new Surroundings(new TestTiming(), time.clock(), time, new Random(1));
    KalshiSigner signer = new KalshiSigner(TestKeys.key(), time.clock());
    KalshiAccess access = new KalshiAccess(new TestTiming.Nowhere(true), signer, network, around);
    return KalshiLine.events(new LineName("demo", 1), 0, () -> access, Instant.EPOCH, around)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private AssertSubscriber<AccountEvent> live() {
    var line = listen();
    network.socket().acknowledges();
    assertThat(kinds(line)).endsWith("live");
    return line;
  }

  private static List<String> kinds(AssertSubscriber<AccountEvent> line) {
    return line.getItems().stream()
        .map(
            event ->
                event instanceof LineChanged changed
                    ? changed.line().status()
                    : event.getClass().getSimpleName())
        .toList();
  }

  private static List<String> reasons(AssertSubscriber<AccountEvent> line) {
    return heard(line, LineChanged.class).stream()
        .map(LineChanged::line)
        .filter(Line.Reconnecting.class::isInstance)
        .map(Line::reason)
        .toList();
  }

  private static <T extends AccountEvent> List<T> heard(
      AssertSubscriber<AccountEvent> line, Class<T> type) {
    return line.getItems().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private String queryOfLast(String path) {
    return network.gets.stream()
        .filter(uri -> uri.getPath().endsWith(path))
        .map(URI::getQuery)
        .reduce("", (a, b) -> b);
  }

  private static String positions(String contracts) {
    return """
        {"market_positions":[{"ticker":"%s","position_fp":"%s","market_exposure_dollars":"2.00",
          "total_traded_dollars":"2.00","realized_pnl_dollars":"0","fees_paid_dollars":"0.10",
          "last_updated_ts":"2026-01-01T11:00:00Z"}]}"""
        .formatted(HELD, contracts);
  }

  private static String settlement() {
    return Samples.of("rest-settlements").replace("KXUFCFIGHT-26AUG15-ABC", HELD.value());
  }

  private static String market(MarketTicker ticker) {
    return Samples.of("rest-markets").replace(HELD.value(), ticker.value());
  }

  private static String tick(MarketTicker market, String bid) {
    return """
        {"type":"ticker","sid":9,"msg":{"market_ticker":"%s","yes_bid_dollars":"%s",
          "yes_bid_size_fp":"1.00","yes_ask_dollars":"0.9000","yes_ask_size_fp":"1.00",
          "price_dollars":"0.5000","ts_ms":1767268800000}}"""
        .formatted(market, bid);
  }

  private static String fill(String tradeId, MarketTicker market, String after) {
    return """
        {"type":"fill","sid":1,"msg":{"trade_id":"%s","market_ticker":"%s","outcome_side":"yes",
          "count_fp":"1.00","yes_price_dollars":"0.5000","fee_cost":"0.0100","is_taker":true,
          "ts_ms":1767268800000,"post_position_fp":"%s"}}"""
        .formatted(tradeId, market, after);
  }

  private static String position(MarketTicker market, String contracts) {
    return """
        {"type":"market_position","sid":2,"msg":{"market_ticker":"%s","position_fp":"%s",
          "position_cost_dollars":"2.50","realized_pnl_dollars":"0","fees_paid_dollars":"0.11"}}"""
        .formatted(market, contracts);
  }

  private static String lifecycle(String type, MarketTicker market, String more) {
    return """
        {"type":"market_lifecycle_v2","sid":3,"seq":1,
         "msg":{"event_type":"%s","market_ticker":"%s"%s}}"""
        .formatted(type, market, more);
  }
}
