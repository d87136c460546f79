package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sockets that are open and do not tell what happens; reads by REST give them away. */
class DeafSocketTest extends LineTestBase {

  @Test
  void takesAFillThatOnlyRestShowsForADeafSocket() {
    var line = live();
    network.answer("/portfolio/fills", ok(fills("t9", START.plusSeconds(5))));
    network.answer("/exchange/user_data_timestamp", ok(asOf(START.plusSeconds(30))));

    passAlive(Duration.ofSeconds(30));

    assertThat(kinds(line)).endsWith("live", "AccountLoaded", "stale", "reconnecting");
    assertThat(reasons(line)).containsExactly("the socket did not tell of a fill");
  }

  @Test
  void doesNotTakeAFillForUnheardThatWasHeardOrIsYoungOrOld() {
    var line = live();
    network.socket().says(fill("heard", HELD, "11.00"));
    network.answer(
        "/portfolio/fills",
        ok(fills("heard", START.plusSeconds(5))),
        ok(fills("young", START.plusSeconds(25))),
        ok(fills("old", START.minusSeconds(5))));
    network.answer("/exchange/user_data_timestamp", ok(asOf(START.plusSeconds(30))));

    passAlive(Duration.ofSeconds(95));

    assertThat(kinds(line)).doesNotContain("stale", "reconnecting");
    assertThat(network.countOf("/portfolio/fills")).isEqualTo(5);
  }

  @Test
  void takesABookThatChangesUnheardTwiceForADeafSocket() {
    var line = live();
    bookChangesAtEveryRead();

    passAlive(Duration.ofSeconds(30));
    assertThat(kinds(line)).doesNotContain("stale");
    passAlive(Duration.ofSeconds(30));

    assertThat(kinds(line)).endsWith("stale", "reconnecting");
    assertThat(reasons(line)).containsExactly("the socket is silent about prices that change");
  }

  @Test
  void doesNotTakeABookForUnheardWhoseTicksCome() {
    var line = live();
    bookChangesAtEveryRead();

    for (int i = 0; i < 8; i++) {
      passAlive(Duration.ofSeconds(15));
      network.socket().says(tick(HELD, "0.2" + i));
    }

    assertThat(kinds(line)).doesNotContain("stale", "reconnecting");
  }

  @Test
  void doesNotWaitForTicksThatTheExchangeRefuses() {
    network.ticks = FakeTransport.Ticks.REFUSED;
    var line = live();
    bookChangesAtEveryRead();

    passAlive(Duration.ofMinutes(5));

    assertThat(kinds(line)).doesNotContain("stale", "reconnecting");
  }

  private void bookChangesAtEveryRead() {
    AtomicInteger cents = new AtomicInteger(30);
    network.answerWith(
        "/markets",
        uri ->
            Uni.createFrom()
                .item(
                    ok(
                        Samples.of("rest-markets")
                            .replaceFirst(
                                "\"yes_bid_dollars\": ?\"[^\"]*\"",
                                "\"yes_bid_dollars\":\"0." + cents.incrementAndGet() + "\""))));
  }

  private static String asOf(Instant time) {
    return "{\"as_of_time\":\"" + time + "\"}";
  }

  private static String fills(String tradeId, Instant at) {
    return """
        {"cursor":"","fills":[{"trade_id":"%s","ticker":"%s","outcome_side":"yes",
          "book_side":"bid","count_fp":"1.00","yes_price_dollars":"0.5000","fee_cost":"0.0100",
          "is_taker":true,"created_time":"%s"}]}"""
        .formatted(tradeId, HELD, at);
  }
}
