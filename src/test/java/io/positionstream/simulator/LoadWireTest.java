package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Synthetic load on a real socket. */
class LoadWireTest extends RunningSimulator {

  @Test
  void keepsItsRate() throws Exception {
    WireClient.Listener socket = openAccount().client().connect();
    socket.send(
        new JsonObject()
            .put("id", 1)
            .put("cmd", "subscribe")
            .put("params", new JsonObject().put("channels", new JsonArray().add("ticker"))));
    await().atMost(Duration.ofSeconds(3)).until(() -> !socket.ofType("subscribed").isEmpty());

    long begun = System.nanoTime();
    post(
        "/load",
        new JsonObject().put("markets", 50).put("ticks_per_second", 2000).put("seconds", 1));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !json(WireClient.plainGet(port, "/sim/v1/load")).getBoolean("running"));

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(990));
    assertThat(json(WireClient.plainGet(port, "/sim/v1/load")).getInteger("sent")).isEqualTo(2000);
    await().atMost(Duration.ofSeconds(3)).until(() -> socket.frames.size() > 1000);
    socket.close();
  }
}
