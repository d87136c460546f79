package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.engine.TestHealth;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.statement.TestStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** The exchange is away for an hour: no socket, no REST. What is counted meanwhile. */
class LongOutageTest extends LineTestBase {

  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void triesForAnHourWithoutHasteAndIsLiveAgainWithinAMinute() {
    var line = live();
    int told = line.getItems().size();
    network.gets.clear();
    List<Instant> attempts = goAway();

    time.pass(HOUR);

    assertThat(kinds(line).subList(told, kinds(line).size()))
        .as("said once and again, but nothing else")
        .isNotEmpty()
        .containsOnly("reconnecting");
    assertThat(attempts).hasSizeBetween(60, 200);
    assertThat(network.gets.size()).as("less than a question a second").isLessThan(3_600);
    assertThat(time.waiting()).as("timers do not pile up").isLessThan(10);

    comeBack();
    int seconds = 0;
    while (network.sockets.size() == 1 && seconds++ < 60) {
      time.pass(SECOND);
    }
    network.socket().acknowledges();

    assertThat(kinds(line)).endsWith("AccountLoaded", "live");
    assertThat(heard(line, AccountLoaded.class).getLast().at()).isAfter(START.plus(HOUR));
    line.assertNotTerminated();
  }

  @Test
  void theOutageIsToldByHealthAndStatusUntilItIsOver() {
    var line = live();
    Instant lost = START.plus(SECOND);
    time.pass(SECOND);
    goAway();

    time.pass(HOUR);

    Line away = line(line);
    assertThat(away.since()).as("an attempt makes the outage no younger").isEqualTo(lost);
    assertThat(TestStatus.feed(Optional.of(away)))
        .isEqualTo(
            "{\"feed\":{\"status\":\"reconnecting\",\"since\":\"%s\",\"reason\":\"%s\"}}"
                .formatted(lost, away.reason()));
    assertThat(away.reason()).isNotBlank();
    HealthCheckResponse health = TestHealth.ofLines(Map.of(away.status(), 1L));
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getData()).contains(Map.of("reconnecting", 1L));
    assertThat(TestHealth.ofLines(Map.of(away.status(), 1L, "live", 1L)).getStatus())
        .as("another account's line works")
        .isEqualTo(Status.UP);

    comeBack();
    for (int i = 0; i < 60 && network.sockets.size() == 1; i++) {
      time.pass(SECOND);
    }
    network.socket().acknowledges();

    Line back = line(line);
    assertThat(TestStatus.feed(Optional.of(back))).contains("\"status\":\"live\"");
    assertThat(TestHealth.ofLines(Map.of(back.status(), 1L)).getStatus()).isEqualTo(Status.UP);
  }

  /** As the engine folds it. */
  private static Line line(AssertSubscriber<AccountEvent> events) {
    Portfolio account = Portfolio.unknown(new AccountId(new UUID(0, 1)), "e", START);
    for (AccountEvent event : events.getItems()) {
      account = account.apply(event);
    }
    return account.line();
  }

  @Test
  void countsEveryLossByItsReason() {
    live();
    network.socket().breaks("closed by the exchange, code 1006");
    assertThat(losses(LossReason.CLOSED)).isEqualTo(1);

    List<Instant> attempts = goAway();
    time.pass(Duration.ofMinutes(10));

    assertThat(losses(LossReason.UNAVAILABLE)).isEqualTo(attempts.size());
    assertThat(losses(LossReason.FAULT)).isZero();
  }

  @Test
  void countsFramesByTypeAndWhatCannotBeRead() {
    live();
    double subscribed = frames("subscribed");

    network.socket().says(Samples.of("ws-fill"));
    network.socket().says("nonsense");

    assertThat(subscribed).isGreaterThanOrEqualTo(3);
    assertThat(frames("fill")).isEqualTo(1);
    assertThat(frames("unreadable")).isEqualTo(1);
  }

  private List<Instant> goAway() {
    for (String path : network.answered()) {
      network.answerWith(path, uri -> Uni.createFrom().failure(new ConnectException("no route")));
    }
    List<Instant> attempts = network.refuseUpgradesAndNote(time.clock(), 1_000);
    if (!network.socket().closed) {
      network.socket().breaks("closed by the exchange, code 1001");
    }
    return attempts;
  }

  private void comeBack() {
    network.refusedUpgrades.clear();
    anAccountWithOnePosition();
  }

  private double losses(LossReason reason) {
    return metrics.get("line.reconnects").tag("reason", reason.word()).counter().count();
  }

  private double frames(String type) {
    return metrics.get("line.frames").tag("type", type).counter().count();
  }
}
