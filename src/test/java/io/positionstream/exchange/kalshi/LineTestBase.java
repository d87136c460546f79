package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.MarketTicker;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;

/** A line to an exchange that holds one position for us, under a clock of its own. */
abstract class LineTestBase {

  static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

  /** How fresh the exchange says its reads are. */
  static final Instant READ_AS_OF = START.minusSeconds(1);

  static final Duration SECOND = Duration.ofSeconds(1);
  static final MarketTicker HELD = new MarketTicker("KXHIGHNY-25DEC14-T34");
  static final MarketTicker NEW = new MarketTicker("NEW-1");

  final VirtualTime time = new VirtualTime(START);
  final FakeTransport network = new FakeTransport();
  final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeEach
  void anAccountWithOnePosition() {
    network.answer(
        "/exchange/user_data_timestamp", ok("{\"as_of_time\":\"2026-01-01T11:59:59Z\"}"));
    network.answer(
        "/account/limits", ok("{\"read\":{\"refill_rate\":200,\"bucket_capacity\":400}}"));
    network.answer("/portfolio/settlements", ok("{\"settlements\":[]}"));
    network.answer("/portfolio/positions", ok(positions("10.00")));
    network.answer(
        "/portfolio/balance", ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":0}"));
    network.answer("/portfolio/deposits", ok("{\"deposits\":[]}"));
    network.answer("/portfolio/withdrawals", ok("{\"withdrawals\":[]}"));
    network.answer("/portfolio/fills", ok("{\"fills\":[]}"));
    network.answer("/markets", ok(Samples.of("rest-markets")));
    network.answer("/events/KXHIGHNY-25DEC14", ok(Samples.of("rest-event")));
  }

  AssertSubscriber<AccountEvent> listen() {
    var around =
        new Surroundings(
            new TestTiming(),
            time.clock(),
            time,
            new Random(1),
            new WireNews(),
            new LineMeter(metrics));
    KalshiAccess access = network.access(time);
    return KalshiLine.events(new LineName("demo", 1), 0, () -> access, Instant.EPOCH, around)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  AssertSubscriber<AccountEvent> live() {
    var line = listen();
    network.socket().acknowledges();
    assertThat(kinds(line)).endsWith("live");
    return line;
  }

  /** Lets time pass while the exchange pings as it should. */
  void passAlive(Duration span) {
    Duration step = Duration.ofSeconds(5);
    for (Duration left = span; left.isPositive(); left = left.minus(step)) {
      time.pass(left.compareTo(step) < 0 ? left : step);
      if (!network.socket().closed) {
        network.socket().pings();
      }
    }
  }

  static List<String> kinds(AssertSubscriber<AccountEvent> line) {
    return line.getItems().stream()
        .map(
            event ->
                event instanceof LineChanged changed
                    ? changed.line().status()
                    : event.getClass().getSimpleName())
        .toList();
  }

  static List<String> reasons(AssertSubscriber<AccountEvent> line) {
    return reasons(line, Line.Reconnecting.class);
  }

  static List<String> reasons(AssertSubscriber<AccountEvent> line, Class<? extends Line> state) {
    return heard(line, LineChanged.class).stream()
        .map(LineChanged::line)
        .filter(state::isInstance)
        .map(Line::reason)
        .toList();
  }

  static <T extends AccountEvent> List<T> heard(
      AssertSubscriber<AccountEvent> line, Class<T> type) {
    return line.getItems().stream().filter(type::isInstance).map(type::cast).toList();
  }

  String queryOfLast(String path) {
    return network.gets.stream()
        .filter(uri -> uri.getPath().endsWith(path))
        .map(URI::getQuery)
        .reduce("", (a, b) -> b);
  }

  static String positions(String contracts) {
    return """
    {"market_positions":[{"ticker":"%s","position_fp":"%s","market_exposure_dollars":"2.00",
      "total_traded_dollars":"2.00","realized_pnl_dollars":"0","fees_paid_dollars":"0.10",
      "last_updated_ts":"2026-01-01T11:00:00Z"}]}\
    """
        .formatted(HELD, contracts);
  }

  static String settlement() {
    return Samples.of("rest-settlements").replace("KXUFCFIGHT-26AUG15-ABC", HELD.value());
  }

  static String market(MarketTicker ticker) {
    return Samples.of("rest-markets").replace(HELD.value(), ticker.value());
  }

  static String tick(MarketTicker market, String bid) {
    return """
    {"type":"ticker","sid":9,"msg":{"market_ticker":"%s","yes_bid_dollars":"%s",
      "yes_bid_size_fp":"1.00","yes_ask_dollars":"0.9000","yes_ask_size_fp":"1.00",
      "price_dollars":"0.5000","ts_ms":1767268800000}}\
    """
        .formatted(market, bid);
  }

  static String fill(String tradeId, MarketTicker market, String after) {
    return """
    {"type":"fill","sid":1,"msg":{"trade_id":"%s","market_ticker":"%s","outcome_side":"yes",
      "count_fp":"1.00","yes_price_dollars":"0.5000","fee_cost":"0.0100","is_taker":true,
      "ts_ms":1767268800000,"post_position_fp":"%s"}}\
    """
        .formatted(tradeId, market, after);
  }

  static String position(MarketTicker market, String contracts) {
    return """
    {"type":"market_position","sid":2,"msg":{"market_ticker":"%s","position_fp":"%s",
      "position_cost_dollars":"2.50","realized_pnl_dollars":"0","fees_paid_dollars":"0.11"}}\
    """
        .formatted(market, contracts);
  }

  static String lifecycle(String type, MarketTicker market, String more) {
    return """
    {"type":"market_lifecycle_v2","sid":3,"seq":1,
     "msg":{"event_type":"%s","market_ticker":"%s"%s}}\
    """
        .formatted(type, market, more);
  }
}
