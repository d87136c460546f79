package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.stream.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users trade, read, stream, reconnect with each other's cursors and tokens, and log out, in a
 * random order: nobody ever receives a byte of another. Everything of a user carries a mark nobody
 * else has: tickers, trade ids, user id, cash and prices paid.
 */
@QuarkusTest
class IsolationIT {

  private static final int USERS = 4;
  private static final int STEPS = 160;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @ParameterizedTest
  @ValueSource(longs = {1, 20251004, 31337})
  void nobodyReceivesAByteOfAnother(long seed) {
    Random random = new Random(seed);
    SimulatedExchange exchange = new SimulatedExchange(simulatorPort);
    List<IsolatedUser> users = new ArrayList<>();
    for (int n = 0; n < USERS; n++) {
      users.add(new IsolatedUser(n, seed, port, exchange));
    }
    try {
      for (int step = 0; step < STEPS; step++) {
        IsolatedUser user = users.get(random.nextInt(USERS));
        IsolatedUser other = users.get(random.nextInt(USERS));
        act(random, user, other);
      }
      for (IsolatedUser user : users) {
        user.endWithATradeEverybodySees(PATIENCE);
      }
      assertIsolated(users, seed);
    } finally {
      users.forEach(IsolatedUser::close);
    }
  }

  private static void act(Random random, IsolatedUser user, IsolatedUser other) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> user.trade(random.nextInt(1, 9));
      case 3 -> user.read();
      case 4 -> user.stream("");
      case 5 -> user.stream(user.cursor());
      case 6 -> user.stream(other.cursor());
      case 7 -> user.useTokensOf(other);
      case 8 -> user.login();
      default -> user.logoutNowAndThen();
    }
  }

  private static void assertIsolated(List<IsolatedUser> users, long seed) {
    for (IsolatedUser reader : users) {
      String received = reader.received();
      assertThat(received).as("own marks reach their user").contains(reader.ticker());
      for (IsolatedUser other : users) {
        for (String mark : reader == other ? Set.<String>of() : other.marks()) {
          assertThat(received.contains(mark))
              .as("seed %d: %s in what user %s received", seed, mark, reader.ticker())
              .isFalse();
        }
      }
    }
  }

  /** Kept beside the test that reads it: one user, the streams it opened and all it received. */
  static final class IsolatedUser {

    private final SimulatedExchange exchange;
    private final SimulatedExchange.Account account;
    private final int port;
    private final String ticker;
    private final String cash;
    private final StringBuilder answers = new StringBuilder();
    private final List<Client.Stream> streams = new ArrayList<>();
    private final Set<String> tradeIds = new TreeSet<>();
    private Client client;
    private String userId = "";
    private String streamToken = "";

    IsolatedUser(int number, long seed, int port, SimulatedExchange exchange) {
      this.exchange = exchange;
      this.port = port;
      this.ticker = "KXMINE" + number + "S" + seed + "N" + System.nanoTime() + "-A";
      // Eight digits of its own; trades move it by cents, far below them.
      this.cash = "%d7%d%05d".formatted(number + 1, number + 1, (seed + number * 7919L) % 100_000);
      this.account = exchange.newAccount(cash + ".00");
      this.client = new Client(port);
      exchange.post(
          "/markets",
          """
          {"market_ticker":"%s","event_ticker":"%s","title":"Of %s","mutually_exclusive":false,
           "close_time":"2099-01-01T00:00:00Z"}
          """
              .formatted(ticker, ticker.replace("-A", ""), ticker));
      login();
    }

    String ticker() {
      return ticker;
    }

    /** What must reach nobody else. The last three digits of the cash move with trades. */
    Set<String> marks() {
      Set<String> marks = new TreeSet<>(tradeIds);
      marks.add(ticker.replace("-A", ""));
      marks.add(userId);
      marks.add(cash.substring(0, 5));
      return marks;
    }

    void login() {
      client = new Client(port);
      JsonNode session = client.authenticate(account);
      answers.append(session);
      userId = session.get("user_id").asText();
      streamToken = session.get("stream_token").asText();
    }

    void trade(int count) {
      JsonNode fill =
          exchange.post(
              "/accounts/" + account.id() + "/trades",
              """
              {"market_ticker":"%s","outcome_side":"yes","count_fp":"%d.00",
               "yes_price_dollars":"0.0100","fee_dollars":"0.00","is_taker":true}
              """
                  .formatted(ticker, count));
      tradeIds.add(fill.get("trade_id").asText());
    }

    void read() {
      for (String path :
          List.of(
              "/positions",
              "/portfolio",
              "/events",
              "/drift",
              "/fills",
              "/settlements",
              "/trades",
              "/status",
              "/equity",
              "/marks/history",
              "/positions/" + ticker + "/marks",
              "/positions?as_of=" + now(),
              "/portfolio?as_of=" + now())) {
        answers.append(client.get(path).body());
      }
    }

    private static Instant now() {
      return Instant.now();
    }

    void stream(String cursor) {
      streams.add(client.stream(cursor));
    }

    /** Where its newest stream stands. */
    String cursor() {
      return streams.isEmpty() ? "" : streams.getLast().see(SseClient::lastEventId);
    }

    /** Brings another user's tokens where they are no good: all refused, told nothing. */
    void useTokensOf(IsolatedUser other) {
      Client thief = new Client(port);
      // A stream token is no session, whoever it belongs to.
      thief.token(other.streamToken);
      answers.append(thief.get("/positions").body());
      // Half of the one and half of the other.
      String[] mine = client.token().split("\\.");
      String[] theirs = other.client.token().split("\\.");
      if (other != this) {
        thief.token(mine[0] + "." + theirs[1] + "." + mine[2]);
        assertThat(thief.get("/positions").statusCode()).isEqualTo(401);
        answers.append(thief.get("/positions").body());
      }
      // A session where only stream tokens may be: refused before anybody looks whose it is.
      answers.append(thief.get("/sse/positions?token=" + other.client.token()).body());
      // The own stream token with the cursor of the other.
      streams.add(
          new Client(port)
              .streamAt(
                  "/sse/positions?token=" + streamToken + "&last_event_id=" + other.cursor()));
    }

    void logoutNowAndThen() {
      if (tradeIds.size() % 3 == 0) {
        answers.append(client.delete("/logout").body()).append(client.get("/positions").body());
        login();
      }
    }

    void endWithATradeEverybodySees(Duration patience) {
      trade(1);
      stream("");
      Client.Stream last = streams.getLast();
      await().atMost(patience).until(() -> last.raw().contains(ticker));
      read();
    }

    String received() {
      StringBuilder all = new StringBuilder(answers);
      streams.forEach(stream -> all.append('\n').append(stream.raw()));
      return all.toString();
    }

    void close() {
      streams.forEach(Client.Stream::close);
    }
  }
}
