package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.FakeTransport.Socket;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.Line;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a line is lost, and found again. */
class LineOutageTest extends LineTestBase {

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
  void isStaleWhenNothingComesAndReadsTheAccountByRest() {
    var line = live();
    passAlive(Duration.ofSeconds(10));

    time.pass(Duration.ofSeconds(14));
    assertThat(kinds(line)).endsWith("live");
    time.pass(SECOND);

    assertThat(kinds(line)).endsWith("live", "stale", "AccountLoaded");
    assertThat(reasons(line, Line.Stale.class)).containsExactly("silent for 15 s");
    assertThat(network.socket().closed).isFalse();
  }

  @Test
  void isLiveAgainWhenSomethingIsHeardAndReadsWhatWasMissed() {
    var line = live();
    time.pass(Duration.ofSeconds(20));
    assertThat(kinds(line)).endsWith("stale", "AccountLoaded");

    network.socket().pings();

    assertThat(kinds(line))
        .endsWith("stale", "AccountLoaded", "AccountLoaded", "live")
        .doesNotContain("reconnecting");
  }

  @Test
  void takesALongSilenceForALoss() {
    var line = live();
    passAlive(Duration.ofSeconds(20));

    time.pass(Duration.ofSeconds(24));
    assertThat(kinds(line)).doesNotContain("reconnecting");
    time.pass(SECOND);

    assertThat(reasons(line)).containsExactly("silent for 25 s");
    assertThat(network.sockets.getFirst().closed).isTrue();
  }

  @Test
  void connectsAgainWhenTheTickerSubscriptionIsNotAnswered() {
    network.ticks = FakeTransport.Ticks.UNANSWERED;
    var line = live();

    passAlive(Duration.ofSeconds(10));

    assertThat(reasons(line)).last().asString().startsWith("no acknowledgement");
  }

  @Test
  void pollsByRestWhileTheSocketCannotBeHad() {
    for (int i = 0; i < 40; i++) {
      network.refusedUpgrades.add(new ConnectException("no route"));
    }
    var line = listen();
    assertThat(kinds(line))
        .containsExactly("connecting", "reconnecting", "AccountLoaded", "polling");

    time.pass(Duration.ofMinutes(5));

    assertThat(kinds(line).subList(4, kinds(line).size())).doesNotContain("reconnecting");
    List<Instant> loads = heard(line, AccountLoaded.class).stream().map(AccountLoaded::at).toList();
    assertThat(loads).hasSizeGreaterThan(20);
    for (int i = 1; i < loads.size(); i++) {
      assertThat(Duration.between(loads.get(i - 1), loads.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
    network.refusedUpgrades.clear();
    while (network.sockets.isEmpty()) {
      time.pass(SECOND);
    }
    network.socket().acknowledges();
    assertThat(kinds(line)).endsWith("AccountLoaded", "live");
  }

  @Test
  void aShortOutageCostsNoRead() {
    var line = live();
    network.socket().breaks("gone");

    time.pass(Duration.ofSeconds(2));

    assertThat(network.sockets).hasSize(2);
    assertThat(heard(line, AccountLoaded.class)).hasSize(1);
    assertThat(kinds(line)).doesNotContain("polling");
  }

  @Test
  void stopsPollingWhenRestFailsToo() {
    for (int i = 0; i < 40; i++) {
      network.refusedUpgrades.add(new ConnectException("no route"));
    }
    var line = listen();
    network.answer("/portfolio/balance", status(400, ""));

    time.pass(Duration.ofMinutes(2));

    assertThat(kinds(line)).endsWith("reconnecting").doesNotContain("live");
  }

  @Test
  void stopsForGoodWhenTheKeyIsRefusedWhilePolling() {
    for (int i = 0; i < 40; i++) {
      network.refusedUpgrades.add(new ConnectException("no route"));
    }
    var line = listen();
    network.answer("/portfolio/balance", status(401, "{}"));

    time.pass(Duration.ofMinutes(2));

    assertThat(kinds(line)).endsWith("rejected");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void tellsMaintenanceFromFailure() {
    network.refusedUpgrades.add(new UpgradeRefused(status(503, "")));
    network.answer("/portfolio/positions", status(503, ""));
    network.answer(
        "/exchange/status",
        status(
            503,
            "{\"exchange_active\":false,\"trading_active\":false,"
                + "\"exchange_estimated_resume_time\":\"2026-01-01T13:00:00Z\"}"));

    var line = listen();
    time.pass(Duration.ofMillis(900));

    assertThat(kinds(line)).containsOnly("connecting", "reconnecting");
    assertThat(reasons(line))
        .containsExactly(
            "the upgrade to a WebSocket: upgrade refused status=503",
            "maintenance, expected to end at 2026-01-01T13:00:00Z");
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
    network.answer("/portfolio/balance", status(400, ""));
    List<Instant> attempts = network.refuseUpgradesAndNote(time.clock(), 40);
    listen();

    time.pass(Duration.ofMinutes(45));

    assertThat(attempts).hasSize(40);
    for (int i = 1; i < attempts.size(); i++) {
      Duration wait = Duration.between(attempts.get(i - 1), attempts.get(i));
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

    passAlive(Duration.ofSeconds(30));

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
}
