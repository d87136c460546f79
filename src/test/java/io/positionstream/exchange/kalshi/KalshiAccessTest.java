package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.TimedOut;
import io.positionstream.exchange.ExchangeFailure.Unavailable;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KalshiAccessTest {

  private static final String EXPIRED =
      "{\"error\":{\"code\":\"header_timestamp_expired\",\"message\":\"header timestamp expired\"}}";

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T12:00:00Z"));
  private final FakeTransport network = new FakeTransport();
  private final KalshiAccess access = network.access(time);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "401|{\"error\":{\"code\":\"authentication_error\",\"message\":\"authentication_error\",\"details\":\"NOT_FOUND\"}}|KeyRefused|NOT_FOUND",
        "403|{\"code\":\"forbidden\",\"message\":\"this API key is restricted to a single sub-account\"}|KeyRestricted|single sub-account",
        "400|{\"msg\":\"Parameter validation failed for GetMarkets: limit\"}|Unexpected|Parameter validation failed",
        "429|{\"error\":\"too many requests\"}|Unavailable|too many requests",
        "502|<html><body>Bad Gateway</body></html>|Unavailable|status 502",
        "503||Unavailable|status 503",
        "404|{\"error\":{\"code\":\"not_found\",\"message\":\"not found\"}}|NotFound|not_found",
        "302||Unexpected|status 302"
      })
  void turnsEveryShapeOfRefusalIntoAFailure(int status, String body, String type, String text) {
    network.answer("/portfolio/balance", status(status, body == null ? "" : body));

    var asked = get();
    time.pass(Duration.ofMinutes(1));

    Throwable failure = asked.getFailure();
    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure).hasMessageContaining(text).hasMessageNotContainingAny("<html>");
  }

  @ParameterizedTest
  @CsvSource({"401,1", "403,1", "400,1", "404,1", "429,3", "500,3", "503,3"})
  void asksAgainOnlyWhatMayPassAndNotForEver(int status, int times) {
    network.answer("/portfolio/balance", status(status, ""));

    get();
    time.pass(Duration.ofMinutes(1));

    assertThat(network.gets).hasSize(times);
  }

  @Test
  void takesTheAnswerOfALaterTryAndSignsItAnew() {
    network.answer("/portfolio/balance", status(503, ""), ok("{}"));

    var asked = get();
    time.pass(Duration.ofSeconds(5));

    asked.assertItem("{}");
    assertThat(network.signed)
        .extracting(headers -> headers.get(KalshiSigner.TIMESTAMP))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  @Test
  void triesAgainWhenTheNetworkFails() {
    network.answerWith(
        "/portfolio/balance", uri -> Uni.createFrom().failure(new ConnectException("refused")));

    var asked = get();
    time.pass(Duration.ofMinutes(1));

    asked.assertFailedWith(Unavailable.class, "refused");
    assertThat(network.gets).hasSize(3);
  }

  @Test
  void tellsWhenNoAnswerComes() {
    network.answerWith(
        "/portfolio/balance", uri -> Uni.createFrom().failure(new TimeoutException("10000 ms")));

    var asked = get();
    time.pass(Duration.ofMinutes(1));

    asked.assertFailedWith(TimedOut.class);
  }

  @Test
  void correctsItsClockOnceAndAsksAgain() {
    network.answer("/portfolio/balance", expiredAt("Thu, 1 Jan 2026 12:05:00 GMT"), ok("{}"));

    get().assertItem("{}");

    assertThat(network.signed.getLast())
        .containsEntry(
            KalshiSigner.TIMESTAMP,
            Long.toString(Instant.parse("2026-01-01T12:05:00Z").toEpochMilli()));
  }

  @Test
  void takesAClockThatIsRefusedTwiceForNobodysKey() {
    network.answer("/portfolio/balance", expiredAt("Thu, 1 Jan 2026 12:05:00 GMT"));

    get().assertFailedWith(Unavailable.class);
    assertThat(network.gets).hasSize(2);
  }

  @Test
  void givesUpWhenTheKeyIsRefusedByTheCorrectedClock() {
    network.answer(
        "/portfolio/balance", expiredAt("Thu, 1 Jan 2026 12:05:00 GMT"), status(401, "{}"));

    get().assertFailedWith(KeyRefused.class);
    assertThat(network.gets).hasSize(2);
  }

  @Test
  void opensTheSocketByTheCorrectedClock() {
    network.refusedUpgrades.add(
        new UpgradeRefused(new Reply(401, Optional.of("Thu, 1 Jan 2026 11:58:00 GMT"), "")));

    access.connect().subscribe().withSubscriber(UniAssertSubscriber.create()).assertCompleted();

    assertThat(network.signed.getLast())
        .containsEntry(
            KalshiSigner.TIMESTAMP,
            Long.toString(Instant.parse("2026-01-01T11:58:00Z").toEpochMilli()));
  }

  @Test
  void tellsARefusedKeyFromARefusedUpgrade() {
    network.refusedUpgrades.add(new UpgradeRefused(status(401, "{}")));
    network.refusedUpgrades.add(new UpgradeRefused(status(502, "<html>")));
    network.refusedUpgrades.add(new ConnectException("no route"));

    connecting().assertFailedWith(KeyRefused.class);
    connecting().assertFailedWith(Unavailable.class);
    connecting().assertFailedWith(Unavailable.class, "no route");
  }

  @Test
  void keepsTheQueryOutOfThePathAndEncodesIt() {
    network.answer("/markets", ok("{}"));

    access
        .get("/markets", Map.of("tickers", "A,B"))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertItem("{}");

    assertThat(network.gets.getFirst().toString()).endsWith("/trade-api/v2/markets?tickers=A%2CB");
  }

  private static Reply expiredAt(String date) {
    return new Reply(401, Optional.of(date), EXPIRED);
  }

  private UniAssertSubscriber<String> get() {
    return access
        .get("/portfolio/balance", Map.of())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private UniAssertSubscriber<Transport.Connection> connecting() {
    return access.connect().subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
