package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults that only a real connection can show. */
class WireFaultsTest extends RunningSimulator {
  /** What a client reports when the connection ended without a close frame. */
  private static final int NO_CLOSE_FRAME = 1006;

  @AfterEach
  void heal() throws Exception {
    WireClient.delete(port, "/faults");
  }

  @Test
  void cutsTheConnectionWithoutACloseFrame() throws Exception {
    Member member = openAccount();
    WireClient.Listener socket = listening(member.client());

    fault("cut", member);

    assertThat(socket.closed.orTimeout(3, TimeUnit.SECONDS).join()).isEqualTo(NO_CLOSE_FRAME);
    await().atMost(Duration.ofSeconds(3)).until(() -> truth(member).getInteger("connections") == 0);
  }

  @Test
  void answersNoPingOnAHalfOpenSocket() throws Exception {
    Member member = openAccount();
    WireClient.Listener socket = listening(member.client());
    socket.ping().join();
    await().atMost(Duration.ofSeconds(3)).until(() -> socket.pongs.get() == 1);

    fault("half_open", member);
    socket.ping().join();
    socket.send(new JsonObject().put("id", 5).put("cmd", "list_subscriptions"));

    await()
        .during(Duration.ofMillis(500))
        .atMost(Duration.ofSeconds(3))
        .until(() -> socket.pongs.get() == 1 && socket.ofType("ok").isEmpty());
    assertThat(socket.closed).isNotDone();
  }

  @Test
  void endsAConnectionWithoutAnAnswer() throws Exception {
    Member member = openAccount();
    fault("refuse_connect", member);

    assertThatThrownBy(() -> member.client().get(PORTFOLIO + "/balance"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> member.client().connect()).hasCauseInstanceOf(IOException.class);
  }

  @Test
  void answersAnUpgradeWithAProxysPage() throws Exception {
    Member member = openAccount();
    fault("http_502", member);

    assertThatThrownBy(() -> member.client().connect())
        .hasCauseInstanceOf(WebSocketHandshakeException.class)
        .extracting(e -> ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode())
        .isEqualTo(502);
    HttpResponse<String> answer = member.client().get(PORTFOLIO + "/balance");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
    assertThat(answer.body()).contains("502 Bad Gateway");
  }

  @Test
  void sendsAFrameOfManyMegabytes() throws Exception {
    Member member = openAccount();
    WireClient.Listener socket = listening(member.client());

    post(
        "/faults",
        new JsonObject()
            .put("kind", "huge_frame")
            .put("account_id", member.id())
            .put("bytes", 20_000_000));

    await().atMost(Duration.ofSeconds(5)).until(() -> !socket.ofType("announcement").isEmpty());
    assertThat(socket.frames.getLast()).hasSize(20_000_000);
  }

  @Test
  void forgetsFaultsInARestart() throws Exception {
    Member member = openAccount();
    fault("http_502", member);

    stopSimulator();
    startSimulator();

    WireClient again = new WireClient(port, member.client().keyId(), member.pem());
    assertThat(again.get(PORTFOLIO + "/balance").statusCode()).isEqualTo(200);
  }

  private static void fault(String kind, Member member) throws Exception {
    post("/faults", new JsonObject().put("kind", kind).put("account_id", member.id()));
  }
}
