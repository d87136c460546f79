package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.positionstream.exchange.Exchange.KeyReport;
import io.positionstream.exchange.ExchangeFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real HTTP client against servers that are not what they should be. */
class NetworkTransportTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AfterAll
  static void close() {
    VERTX.closeAndAwait();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsNotFollowed(int status) throws Exception {
    try (Impostor impostor = Impostor.thatRedirects(status)) {
      Uni<KeyReport> report = identify(impostor.environment("http", "ws"));

      assertThatThrownBy(() -> report.await().atMost(PATIENCE))
          .isInstanceOf(ExchangeFailure.Unexpected.class)
          .hasMessageContaining("status " + status);
      assertThat(impostor.asked()).containsExactly("/v2/portfolio/balance");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
    try (Impostor impostor = Impostor.thatSignedItself()) {
      Uni<KeyReport> report = identify(impostor.environment("https", "wss"));

      assertThatThrownBy(() -> report.await().atMost(PATIENCE))
          .isInstanceOf(ExchangeFailure.Unavailable.class)
          .hasCauseInstanceOf(SSLException.class);
      assertThat(impostor.asked()).isEmpty();
    }
  }

  private static Uni<KeyReport> identify(KalshiConfig.Environment environment) {
    KalshiExchange exchange =
        new KalshiExchange(
            Map.of("demo", environment),
            new NetworkTransport(VERTX, PATIENCE),
            new Surroundings(
                new TestTiming(),
                Clock.systemUTC(),
                Infrastructure.getDefaultWorkerPool(),
                new Random(1),
                new WireNews()));
    return exchange.identify(TestKeys.key());
  }
}
