package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The server closes connections on which nothing moves; a stream only beats. */
@QuarkusTest
@TestProfile(SmallStreams.class)
class IdleStreamIT {

  /** One a second: longer than a connection may be idle. */
  private static final int BEATS = 5;

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
    double before = metrics.sum(heartbeats);
    try (RawStream stream = new RawStream(port, client.token(), new SseClient())) {
      while (!stream.isOver() && metrics.sum(heartbeats) < before + BEATS) {
        stream.read(1_000);
      }
      assertThat(stream.isOver()).isFalse();
    }
  }
}
