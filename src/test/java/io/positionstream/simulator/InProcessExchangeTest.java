package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchange without a wire behaves as the one with it. */
class InProcessExchangeTest extends InProcessFloor {

  @Test
  void tellsATradeOnTheSocketAndByRest() {
    Client client = listening("fill", "market_positions");

    InProcessExchange.Execution fill = buy("10.00");
    time.advance(Duration.ofSeconds(1));

    assertThat(client.types()).containsExactly("fill", "market_position");
    assertThat(client.frames().getFirst().getJsonObject("msg").getString("trade_id"))
        .isEqualTo(fill.tradeId());
    assertThat(
            json(REST + "/portfolio/positions?limit=10")
                .getJsonArray("market_positions")
                .getJsonObject(0)
                .getString("position_fp"))
        .isEqualTo("10.00");
    assertThat(exchange.truth(member.accountId()).positions())
        .extracting(InProcessExchange.Position::position)
        .containsExactly(new BigDecimal("10.00"));
  }

  @Test
  void settlesAndPays() {
    buy("2.00");
    exchange.close(MARKET);
    exchange.determine(MARKET, "yes", Optional.empty());
    exchange.settle(MARKET);

    InProcessExchange.Truth truth = exchange.truth(member.accountId());

    assertThat(truth.positions()).isEmpty();
    assertThat(truth.settlements())
        .containsExactly(new InProcessExchange.Payment(MARKET, "yes", new BigDecimal("2.00")));
    assertThat(truth.cash()).isEqualByComparingTo("1001.0050");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ed25519"})
  void checksBothKindsOfKeys(String type) {
    InProcessExchange.Member other = exchange.openAccount("5.00", type);
    String path = REST + "/portfolio/balance";

    exchange.get(
        path,
        other.headers("GET", path, time.instant()),
        answer -> assertThat(answer.body()).contains("\"balance\":500"));
    exchange.get(
        path,
        other.headers("GET", path + "x", time.instant()),
        answer -> assertThat(answer.status()).isEqualTo(401));
    time.advance(Duration.ofSeconds(1));
  }

  @Test
  void refusesAStaleUpgrade() {
    Client client = new Client();

    exchange.connect(
        member.headers("GET", Protocol.SOCKET_PATH, time.instant().minusSeconds(6)), client);
    time.advance(Duration.ofSeconds(1));

    assertThat(client.refusals).extracting(InProcessExchange.Answer::status).containsExactly(401);
    assertThat(client.refusals.getFirst().body()).contains("header_timestamp_expired");
    assertThat(exchange.openSockets(member.accountId())).isZero();
  }

  @Test
  void pingsEveryTenSecondsUntilItIsClosed() {
    Client client = connect();
    time.advance(Duration.ofSeconds(30));
    assertThat(client.pings).isEqualTo(3);

    client.socket.orElseThrow().close();
    time.advance(Duration.ofSeconds(30));

    assertThat(client.pings).isEqualTo(3);
    assertThat(client.ends).containsExactly("closed by the client");
    assertThat(exchange.openSockets(member.accountId())).isZero();
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(story()).isEqualTo(new InProcessExchangeTest().story());
  }

  private List<String> story() {
    Client client = listening("fill", "market_positions");
    exchange.startFault("duplicate", member.accountId(), 60, 0.5, 1);
    exchange.startFault("garbage", member.accountId(), 60, 0.5, 2);
    for (int i = 1; i < 20; i++) {
      buy(i + ".00");
    }
    time.advance(Duration.ofSeconds(1));
    return client.texts.stream().map(text -> text.replace(member.accountId(), "a")).toList();
  }
}
