package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What faults make of frames and sockets. */
class FrameFaultsTest extends InProcessFloor {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void cutsOnceWithoutAnEnd() {
    Client client = connect();

    fault("cut");
    time.advance(SECOND);

    assertThat(client.ends).containsExactly("cut");
    assertThat(exchange.openSockets(member.accountId())).isZero();
    Client next = listening("fill");
    buy("1.00");
    time.advance(SECOND);
    assertThat(next.types()).containsExactly("fill");
  }

  @Test
  void cutsAgainWhileItLasts() {
    fault("cut", new JsonObject().put("seconds", 60));
    Client client = listening("fill");

    buy("1.00");
    time.advance(SECOND);

    assertThat(client.texts).isEmpty();
    assertThat(client.ends).containsExactly("cut");
  }

  @Test
  void cutsSomeSocketsWhileAllAreTold() {
    listening("trade");
    Client last = listening("trade");
    listening("trade");
    exchange.startFault(
        new JsonObject()
            .put("kind", "cut")
            .put("seconds", 60)
            .put("probability", 0.5)
            .put("seed", 4));

    for (int i = 0; i < 20; i++) {
      buy("1.00");
    }
    time.advance(SECOND);

    assertThat(exchange.openSockets(member.accountId())).isZero();
    assertThat(last.ends).containsExactly("cut");
  }

  @Test
  void cutsOnlyTheSocketThatWasNamed() {
    Client one = connect();
    Client two = connect();

    exchange.startFault(
        new JsonObject().put("kind", "cut").put("connection", two.socket.orElseThrow().number()));
    time.advance(SECOND);

    assertThat(one.ends).isEmpty();
    assertThat(two.ends).containsExactly("cut");
  }

  @Test
  void leavesASocketHalfOpen() {
    Client client = listening("fill");

    fault("half_open");
    exchange.endFaults();
    buy("1.00");
    client.send(new JsonObject().put("id", 2).put("cmd", "list_subscriptions"));
    time.advance(Duration.ofMinutes(5));

    assertThat(client.texts).isEmpty();
    assertThat(client.pings).isZero();
    assertThat(client.ends).isEmpty();
    assertThat(exchange.openSockets(member.accountId())).isEqualTo(1);
    client.socket.orElseThrow().close();
    time.advance(SECOND);
    assertThat(client.ends).isEmpty();
    assertThat(exchange.openSockets(member.accountId())).isZero();
  }

  @Test
  void opensHalfOpenSocketsWhileItLasts() {
    fault("half_open", new JsonObject().put("seconds", 60));
    Client client = connect();

    client.subscribe("fill");
    time.advance(Duration.ofMinutes(1));

    assertThat(client.socket).isPresent();
    assertThat(client.texts).isEmpty();
    assertThat(client.pings).isZero();
  }

  @Test
  void swallowsDataButNotPingsAndReplies() {
    Client client = listening("fill", "market_positions");
    fault("silent_data");

    buy("1.00");
    client.send(new JsonObject().put("id", 2).put("cmd", "list_subscriptions"));
    time.advance(Duration.ofSeconds(20));

    assertThat(client.types()).containsExactly("ok");
    assertThat(client.pings).isPositive();
  }

  @Test
  void stopsPings() {
    Client client = listening("fill");
    fault("no_ping");

    buy("1.00");
    time.advance(Duration.ofMinutes(1));

    assertThat(client.pings).isZero();
    assertThat(client.types()).containsExactly("fill");
  }

  @Test
  void slowsFramesDownInTheirOrder() {
    Client client = listening("fill", "market_positions");
    fault(
        "slow_frames",
        new JsonObject().put("delay_ms", 4000).put("probability", 0.5).put("seconds", 60));

    for (int i = 0; i < 10; i++) {
      buy("1.00");
    }
    time.advance(Duration.ofSeconds(3));
    assertThat(client.texts).hasSizeLessThan(20);

    time.advance(Duration.ofSeconds(2));
    assertThat(client.types().stream().filter("fill"::equals)).hasSize(10);
    assertThat(positionsAfterFills(client))
        .containsExactly(
            "1.00", "2.00", "3.00", "4.00", "5.00", "6.00", "7.00", "8.00", "9.00", "10.00");
  }

  @Test
  void sendsFramesTwice() {
    Client client = listening("fill", "market_positions", "market_lifecycle_v2");
    fault("duplicate");

    buy("1.00");
    exchange.close(MARKET);
    exchange.determine(MARKET, "yes", Optional.empty());
    time.advance(SECOND);

    assertThat(client.types())
        .containsExactly(
            "fill",
            "fill",
            "market_position",
            "market_position",
            "market_lifecycle_v2",
            "market_lifecycle_v2",
            "market_lifecycle_v2",
            "market_lifecycle_v2");
    assertThat(client.texts.get(0)).isEqualTo(client.texts.get(1));
    assertThat(client.frames().get(4).getInteger("seq"))
        .isEqualTo(client.frames().get(5).getInteger("seq"));
  }

  @Test
  void swapsNeighbours() {
    Client client = listening("fill", "market_positions");
    fault("reorder");

    buy("1.00");
    time.advance(SECOND);

    assertThat(client.types()).containsExactly("market_position", "fill");
  }

  @Test
  void swapsNothingWithAReply() {
    Client client = listening("fill");
    fault("reorder");

    buy("1.00");
    client.subscribe("trade");
    time.advance(Duration.ofMillis(100));
    buy("2.00");
    time.advance(SECOND);

    assertThat(client.types()).containsExactly("fill", "subscribed", "trade", "fill");
  }

  @Test
  void sendsAHeldFrameWhenNoNeighbourComes() {
    Client client = listening("fill");
    fault("reorder");

    buy("1.00");
    time.advance(SECOND);

    assertThat(client.types()).containsExactly("fill");
  }

  @Test
  void mixesInGarbage() {
    Client client = listening("fill");
    fault("garbage");

    buy("1.00");
    time.advance(SECOND);

    assertThat(client.texts).hasSize(2);
    assertThat(isJson(client.texts.get(0))).isFalse();
    assertThat(new JsonObject(client.texts.get(1)).getString("type")).isEqualTo("fill");
  }

  @Test
  void losesNumberedFramesOnly() {
    Client client = listening("fill", "trade");
    fault("seq_gap", new JsonObject().put("seconds", 10));
    buy("1.00");
    time.advance(Duration.ofSeconds(10));

    buy("2.00");
    time.advance(SECOND);

    assertThat(client.types()).containsExactly("fill", "fill", "trade");
    assertThat(client.frames().getLast().getInteger("seq")).isEqualTo(2);
  }

  @Test
  void distortsMessages() {
    Client client = listening("fill");
    fault("missing_fields", new JsonObject().put("field", "fee_cost"));
    fault("null_fields", new JsonObject().put("field", "side"));
    fault("unknown_fields");

    buy("1.00");
    time.advance(SECOND);

    JsonObject msg = client.frames().getFirst().getJsonObject("msg");
    assertThat(msg.containsKey("fee_cost")).isFalse();
    assertThat(msg.containsKey("side")).isTrue();
    assertThat(msg.getValue("side")).isNull();
    assertThat(msg.fieldNames()).anyMatch(name -> name.startsWith("x_text_"));
    assertThat(client.texts.getFirst()).endsWith("}\n");
  }

  @Test
  void sendsAHugeFrame() {
    Client client = listening("fill");

    fault("huge_frame", new JsonObject().put("bytes", 1_000_000));
    time.advance(SECOND);

    assertThat(client.texts.getFirst()).hasSize(1_000_000).endsWith("}\n");
    assertThat(client.types()).containsExactly("announcement");
  }

  private static List<String> positionsAfterFills(Client client) {
    return client.frames().stream()
        .filter(f -> f.getString("type").equals("fill"))
        .map(f -> f.getJsonObject("msg").getString("post_position_fp"))
        .toList();
  }

  private static boolean isJson(String text) {
    try {
      return !new JsonObject(text).isEmpty();
    } catch (RuntimeException e) {
      return false;
    }
  }
}
