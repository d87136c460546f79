package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.FakeTransport.Socket;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.Filled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Exchanges that answer slowly, oddly or by another clock; ours may be off as well. */
class LineTroubleTest extends LineTestBase {

  @Test
  void doesNotSayPollingWhenRestHangs() {
    for (int i = 0; i < 200; i++) {
      network.refusedUpgrades.add(new ConnectException("no route"));
    }
    var line = listen();
    assertThat(kinds(line)).endsWith("polling");
    for (String path :
        new String[] {
          "/exchange/status", "/exchange/user_data_timestamp", "/portfolio/positions"
        }) {
      network.answerWith(
          path,
          uri ->
              Uni.createFrom()
                  .<Reply>nothing()
                  .ifNoItem()
                  .after(Duration.ofSeconds(10))
                  .on(time)
                  .failWith(() -> new java.util.concurrent.TimeoutException("10 s")));
    }
    int before = heard(line, AccountLoaded.class).size();
    time.pass(Duration.ofMinutes(30));

    assertThat(heard(line, AccountLoaded.class)).hasSize(before);
    assertThat(kinds(line)).endsWith("reconnecting");
  }

  /** Our clock is 10 minutes ahead; the second load must reach back to what the first saw. */
  @Test
  void readsFillsFromWhereTheExchangesClockWas() {
    network.answer(
        "/exchange/user_data_timestamp", ok("{\"as_of_time\":\"2026-01-01T11:50:00Z\"}"));
    live();
    passAlive(Duration.ofSeconds(30));
    long from =
        Long.parseLong(queryOfLast("/portfolio/fills").replaceAll(".*min_ts=(\\d+).*", "$1"));
    assertThat(Instant.ofEpochSecond(from)).isBefore(Instant.parse("2026-01-01T11:50:00Z"));
  }

  /** NTP sets the clock back by an hour; then the line falls silent. */
  @Test
  void noticesSilenceAlthoughTheClockWasSetBack() {
    AtomicReference<Duration> back = new AtomicReference<>(Duration.ZERO);
    InstantSource source = () -> time.clock().instant().minus(back.get());
    Clock shifting = source.withZone(ZoneOffset.UTC);
    var around = new Surroundings(new TestTiming(), shifting, time, new Random(1), new WireNews());
    KalshiAccess access = network.access(time);
    AssertSubscriber<AccountEvent> line =
        KalshiLine.events(new LineName("demo", 1), 0, () -> access, Instant.EPOCH, around)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    network.socket().acknowledges();
    time.pass(Duration.ofSeconds(5));
    network.socket().pings();
    back.set(Duration.ofHours(1));
    time.pass(Duration.ofMinutes(5));
    assertThat(kinds(line)).contains("reconnecting");
  }

  /** The ticker subscription is 100 ms old when the acknowledgements of the others are due. */
  @Test
  void givesTheTickerSubscriptionItsOwnTime() {
    AtomicReference<UniEmitter<? super Reply>> balance = new AtomicReference<>();
    network.answerWith("/portfolio/balance", uri -> Uni.createFrom().<Reply>emitter(balance::set));
    network.ticks = FakeTransport.Ticks.UNANSWERED;
    var line = listen();
    network.socket().acknowledges();
    time.pass(Duration.ofMillis(5000));
    network.socket().pings();
    time.pass(Duration.ofMillis(4900));
    network.socket().pings();
    balance.get().complete(ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":0}"));
    assertThat(kinds(line)).endsWith("live");
    time.pass(Duration.ofMillis(200));
    assertThat(kinds(line)).endsWith("live");
  }

  /** A read that never ends keeps the data watchdog off for ever, and the line says live. */
  @Test
  void givesUpAReadThatNeverEnds() {
    var line = live();
    network.answerWith("/portfolio/positions", uri -> Uni.createFrom().<Reply>nothing());
    passAlive(Duration.ofMinutes(10));
    network.answer("/portfolio/positions", ok(positions("10.00")));
    passAlive(Duration.ofMinutes(5));
    assertThat(heard(line, AccountLoaded.class)).hasSizeGreaterThan(1);
  }

  /** Frames flow while stale and REST refuses: one failing read a frame. */
  @Test
  void doesNotReadInHasteWhileRestRefusesAndTheLineIsStale() {
    live();
    network.answer("/portfolio/positions", status(400, ""));
    time.pass(Duration.ofSeconds(20));
    long before = network.countOf("/portfolio/positions");
    for (int i = 0; i < 200; i++) {
      time.pass(Duration.ofMillis(50));
      network.socket().says(tick(HELD, "0.20"));
    }
    assertThat(network.countOf("/portfolio/positions") - before).isLessThan(5);
  }

  /** A connection that dies as soon as it is loaded comes back every second or two, for ever. */
  @Test
  void waitsLongerForALineThatDiesAsSoonAsItLives() {
    listen();
    for (int i = 0; i < 20; i++) {
      network.socket().acknowledges();
      network.socket().breaks("flap");
      time.pass(Duration.ofSeconds(2));
    }
    assertThat(network.sockets).hasSizeLessThan(15);
  }

  /** The first ticker subscription is refused once; its markets are never asked for again. */
  @Test
  void asksAgainForTicksThatWereRefusedOnce() {
    network.ticks = FakeTransport.Ticks.UNANSWERED;
    live();
    Socket socket = network.socket();
    socket.says("{\"id\":4,\"type\":\"error\",\"msg\":{\"code\":18,\"msg\":\"command timeout\"}}");
    passAlive(Duration.ofMinutes(5));
    assertThat(socket.sent.subList(4, socket.sent.size())).anyMatch(s -> s.contains(HELD.value()));
  }

  /** Pages that never end, each with a new cursor and nothing in it. */
  @Test
  void doesNotWalkEmptyPagesForEver() {
    int[] n = {0};
    network.answerWith(
        "/portfolio/settlements",
        uri -> Uni.createFrom().item(ok("{\"settlements\":[],\"cursor\":\"" + n[0]++ + "\"}")));
    listen();
    network.socket().acknowledges();
    for (int i = 0; i < 60; i++) {
      time.pass(SECOND);
      network.socket().pings();
    }
    assertThat(network.countOf("/portfolio/settlements")).isLessThan(200);
  }

  /** A gap is noticed while a read is under way that then fails. */
  @Test
  void readsAgainAfterAGapAlthoughTheReadUnderWayFails() {
    var line = live();
    AtomicReference<UniEmitter<? super Reply>> balance = new AtomicReference<>();
    network.answerWith("/portfolio/balance", uri -> Uni.createFrom().<Reply>emitter(balance::set));
    passAlive(Duration.ofSeconds(30));
    network.socket().says(lifecycle("created", NEW, "").replace("\"seq\":1", "\"seq\":7"));
    network.answer("/portfolio/balance", ok("{\"balance_dollars\":\"1\",\"portfolio_value\":0}"));
    balance.get().complete(status(400, ""));
    time.pass(Duration.ofSeconds(1));
    assertThat(heard(line, AccountLoaded.class)).hasSize(2);
  }

  @Test
  void keepsEventsOfAnotherSubaccountAway() {
    var around =
        new Surroundings(new TestTiming(), time.clock(), time, new Random(1), new WireNews());
    KalshiAccess access = network.access(time);
    var line =
        KalshiLine.events(new LineName("demo", 1), 3, () -> access, Instant.EPOCH, around)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    network.socket().acknowledges();
    network.socket().says(fill("t1", HELD, "11.00"));
    assertThat(heard(line, Filled.class)).isEmpty();
  }

  /** The key is refused because the clock is off and no Date header says by how much. */
  @Test
  void stopsWhenTheTimestampIsRefusedForGood() {
    String expired = "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"x\"}}";
    for (int i = 0; i < 300; i++) {
      network.refusedUpgrades.add(
          new Transport.UpgradeRefused(new Reply(401, java.util.Optional.empty(), expired)));
    }
    var line = listen();
    time.pass(Duration.ofHours(1));
    assertThat(kinds(line)).endsWith("rejected");
  }
}
