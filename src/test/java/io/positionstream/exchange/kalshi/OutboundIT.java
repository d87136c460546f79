package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** The real WebSocket client, which lives in the container, against false servers. */
@QuarkusTest
class OutboundIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject Vertx vertx;

  @Test
  void theSocketDoesNotFollowARedirect() throws Exception {
    try (Impostor impostor = Impostor.thatRedirects(302)) {
      var connection = transport().connect(impostor.environment("http", "ws").wsUrl(), Map.of());

      assertThatThrownBy(() -> connection.await().atMost(PATIENCE))
          .isInstanceOf(Transport.UpgradeRefused.class)
          .hasMessageContaining("302");
      assertThat(impostor.asked()).containsExactly("/ws");
    }
  }

  @Test
  void theSocketRefusesACertificateThatNobodyVouchesFor() throws Exception {
    try (Impostor impostor = Impostor.thatSignedItself()) {
      var connection = transport().connect(impostor.environment("https", "wss").wsUrl(), Map.of());

      assertThatThrownBy(() -> connection.await().atMost(PATIENCE))
          .hasRootCauseInstanceOf(java.security.GeneralSecurityException.class)
          .satisfies(
              e ->
                  assertThat(e instanceof SSLException || e.getCause() instanceof SSLException)
                      .isTrue());
      assertThat(impostor.asked()).isEmpty();
    }
  }

  private NetworkTransport transport() {
    return new NetworkTransport(vertx, PATIENCE);
  }
}
