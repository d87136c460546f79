package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The server closes connections on which nothing moves; a stream only beats. */
@QuarkusTest
@TestProfile(IdleStreamIT.ShortIdle.class)
class IdleStreamIT {

  /** Eight heartbeats, and longer than a login may take. */
  public static class ShortIdle implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.idle-timeout", "8s");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Test
  void aStreamHasNoTimerOfItsConnectionAndOutlivesIt() {
    Client client = new Client(port);
    client.authenticate(new SimulatedExchange(simulatorPort).newAccount("1000.00"));
    Metrics metrics = new Metrics(port);
    String heartbeats = "stream_messages_total{type=\"heartbeat\"";
    try (RawStream stream = new RawStream(port, client.token(), new SseClient())) {
      while (!stream.isOver() && metrics.sum(heartbeats) < 11) {
        stream.read(1_000);
      }
      assertThat(stream.isOver()).isFalse();
    }
  }
}
