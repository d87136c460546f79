package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.FakeTransport.ok;
import static io.positionstream.exchange.kalshi.FakeTransport.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.UnusableKey;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.portfolio.AccountEvent.LineChanged;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KalshiExchangeTest {

  private static final ExchangeKey KEY = TestKeys.key();

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T12:00:00Z"));
  private final FakeTransport network = new FakeTransport();
  private final KalshiExchange exchange =
      new KalshiExchange(
          Map.of("demo", new TestTiming.Nowhere(true), "off", new TestTiming.Nowhere(false)),
          network,
          new Surroundings(new TestTiming(), time.clock(), time, new Random(1), new WireNews()));

  @BeforeEach
  void aKeyThatMayReadItsBalance() {
    network.answer("/portfolio/balance", ok(Samples.of("rest-balance")));
  }

  @Test
  void listsTheEnvironmentsThatAreEnabled() {
    assertThat(exchange.environments()).containsExactly("demo");
  }

  @Test
  void tellsWhatAKeyMayDoAndWhichKeysTheAccountHas() {
    network.answer("/api_keys", ok(Samples.of("rest-api-keys")));

    identify(KEY)
        .assertItem(
            new KeyReport(
                Set.of("read"),
                false,
                Set.of(KEY.keyId(), "b0000000-0000-4000-8000-000000000002")));
  }

  @ParameterizedTest
  @CsvSource({
    "read,false",
    "read::portfolio_balance,false",
    "write,true",
    "write::trade,true",
    "readwrite,true"
  })
  void takesEveryScopeBesidesReadingForTrading(String scope, boolean canTrade) {
    network.answer(
        "/api_keys", ok(Samples.of("rest-api-keys").replace("[\"read\"]", "[\"" + scope + "\"]")));

    assertThat(identify(KEY).getItem()).returns(canTrade, KeyReport::canTrade);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404})
  void acceptsAKeyThatMayNotListKeys(int status) {
    network.answer("/api_keys", status(status, ""));

    identify(KEY).assertItem(new KeyReport(Set.of(), false, Set.of(KEY.keyId())));
  }

  @Test
  void doesNotKnowTheScopesOfAKeyThatIsListedWithoutAny() {
    network.answer("/api_keys", ok("{\"api_keys\":[{\"api_key_id\":\"a\"}]}"));

    identify(KEY).assertItem(new KeyReport(Set.of(), false, Set.of(KEY.keyId())));
  }

  @Test
  void tellsWhenAKeyIsRefused() {
    network.answer("/portfolio/balance", status(401, "{}"));

    identify(KEY).assertFailedWith(KeyRefused.class);
  }

  @Test
  void failsForAKeyOfAnUnknownEnvironment() {
    ExchangeKey lost = new ExchangeKey("off", KEY.keyId(), KEY.privateKeyPem(), 0);

    identify(lost).assertFailedWith(UnusableKey.class, "Expected one of the environments [demo]");
    var line =
        exchange
            .open(lost)
            .events(Instant.EPOCH)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(9));

    line.assertNotTerminated();
    assertThat(line.getItems())
        .extracting(event -> ((LineChanged) event).line().status())
        .containsExactly("connecting", "rejected");
  }

  @Test
  void failsForTextThatIsNoKeyWithoutAskingAnybody() {
    identify(new ExchangeKey("demo", "id", "no key", 0)).assertFailedWith(UnusableKey.class);

    assertThat(network.signed).isEmpty();
  }

  @Test
  void aForgottenAccountIsNotAskedAbout() {
    ExchangeAccount account = exchange.open(KEY);

    account.forget();

    account
        .archivedBefore()
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .assertFailedWith(UnusableKey.class);
    assertThat(network.signed).isEmpty();
  }

  /** As when it is logged out of: opening was harmless, and so is this. */
  @Test
  void anAccountWhoseKeyIsNoneCanBeForgotten() {
    exchange.open(new ExchangeKey("demo", "id", "no key", 0)).forget();

    assertThat(network.signed).isEmpty();
  }

  private UniAssertSubscriber<KeyReport> identify(ExchangeKey key) {
    var asked = exchange.identify(key).subscribe().withSubscriber(UniAssertSubscriber.create());
    time.pass(Duration.ofMinutes(1));
    return asked;
  }
}
