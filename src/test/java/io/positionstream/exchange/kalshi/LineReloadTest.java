package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** When a line reads the account again although it is live, and what such a read may not do. */
class LineReloadTest extends LineTestBase {

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
        .contains("min_ts=" + READ_AS_OF.minus(Duration.ofMinutes(5)).getEpochSecond());
    assertThat(queryOfLast("/portfolio/settlements"))
        .contains("min_ts=" + READ_AS_OF.minus(Duration.ofHours(1)).getEpochSecond());
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
    network.answer(
        "/portfolio/balance",
        status(400, ""),
        ok("{\"balance_dollars\":\"1.00\",\"portfolio_value\":0}"));

    for (int i = 0; i < 7; i++) {
      time.pass(Duration.ofSeconds(10));
      network.socket().pings();
    }

    assertThat(kinds(line)).containsExactly("connecting", "AccountLoaded", "live", "AccountLoaded");
  }

  @Test
  void readsTheAccountWhenItCannotReadAFill() {
    live();

    network.socket().says("{\"type\":\"fill\",\"msg\":{\"trade_id\":\"t\"}}");

    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);
  }

  @Test
  void readsTheAccountAtOnceWhenANumberedMessageWasLost() {
    live();
    network.socket().says(numbered(1));
    network.socket().says(numbered(2));
    assertThat(network.countOf("/portfolio/positions")).isEqualTo(1);

    network.socket().says(numbered(4));
    time.pass(Duration.ofMillis(200));
    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);

    network.socket().says(numbered(3));
    network.socket().says(numbered(4));
    network.socket().says("{\"id\":9,\"sid\":3,\"seq\":5,\"type\":\"ok\"}");
    network.socket().says(numbered(6));
    time.pass(Duration.ofMillis(200));
    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);
  }

  @Test
  void readsTheAccountAgainWhenAMessageWasLostWhileItWasRead() {
    AtomicReference<UniEmitter<? super Reply>> balance = new AtomicReference<>();
    network.answerWith(
        "/portfolio/balance",
        uri -> Uni.createFrom().<Reply>emitter(emitter -> balance.set(emitter)));
    var line = listen();
    network.socket().acknowledges();
    network.socket().says(numbered(3));

    balance.get().complete(ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":0}"));
    time.pass(Duration.ofMillis(200));

    assertThat(kinds(line)).endsWith("AccountLoaded", "live");
    assertThat(network.countOf("/portfolio/positions")).isEqualTo(2);
  }

  @Test
  void doesNotTakeAMissingListOfPositionsForNone() {
    var line = live();
    network.answer("/portfolio/positions", ok("{\"cursor\":\"\"}"));
    network.answer(
        "/portfolio/balance",
        ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":48}"),
        ok("{\"balance_dollars\":\"100.0000\",\"portfolio_value\":0}"));

    passAlive(Duration.ofSeconds(35));
    assertThat(heard(line, AccountLoaded.class)).hasSize(1);
    passAlive(Duration.ofSeconds(30));

    assertThat(heard(line, AccountLoaded.class)).hasSize(2);
    assertThat(heard(line, AccountLoaded.class).getLast().books()).isEmpty();
  }

  private static String numbered(int seq) {
    return lifecycle("created", NEW, "").replace("\"seq\":1", "\"seq\":" + seq);
  }
}
