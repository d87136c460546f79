package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream lives as long as the row of its session, whoever ends that. */
@QuarkusTest
class SessionStreamIT {

  /** One second by contract; the rest is for a busy machine. */
  private static final Duration ONE_SECOND_AND_SLACK = Duration.ofMillis(2_500);

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  @Inject Pool pool;

  private SimulatedExchange.Account account;
  private Client client;

  @BeforeEach
  void login() {
    account = new SimulatedExchange(simulatorPort).newAccount("1000.00");
    client = new Client(port);
    client.authenticate(account);
  }

  @Test
  void aSessionRevokedByAnotherProcessEndsItsStreamsAndRestButNoOther() {
    Client other = new Client(port);
    other.authenticate(account);
    try (Client.Stream stream = open(client);
        Client.Stream kept = open(other)) {
      update("UPDATE sessions SET revoked_at = now() WHERE id = $1");

      await().atMost(ONE_SECOND_AND_SLACK).until(stream::isOver);
      assertThat(stream.raw()).contains("\"error\":\"session_ended\"");
      assertThat(client.get("/positions").statusCode()).isEqualTo(401);
      assertThat(client.get("/positions").body()).contains("session_ended");
      assertThat(other.get("/positions").statusCode()).isEqualTo(200);
      assertThat(kept.isOver()).isFalse();
    }
  }

  @Test
  void aSessionThatExpiresEndsItsStream() {
    update("UPDATE sessions SET expires_at = now() + interval '2 seconds' WHERE id = $1");
    // Opening slides a session that is about to end: the row is shortened again afterwards.
    try (Client.Stream stream = open(client)) {
      update("UPDATE sessions SET expires_at = now() + interval '1 second' WHERE id = $1");

      await().atMost(ONE_SECOND_AND_SLACK.plusSeconds(1)).until(stream::isOver);
      assertThat(stream.raw()).contains("\"error\":\"session_expired\"");
      assertThat(client.get("/positions").body()).contains("session_expired");
    }
  }

  @Test
  void logoutEndsEverySessionOfTheUser() {
    Client other = new Client(port);
    JsonNode session = other.authenticate(account);
    try (Client.Stream mine = open(client);
        Client.Stream theirs = open(other);
        Client.Stream byToken =
            new Client(port)
                .streamAt("/sse/positions?token=" + session.get("stream_token").asText())) {
      client.delete("/logout");

      for (Client.Stream stream : new Client.Stream[] {mine, theirs, byToken}) {
        await().atMost(ONE_SECOND_AND_SLACK).until(stream::isOver);
      }
      assertThat(other.get("/positions").statusCode()).isEqualTo(401);
      assertThat(
              new Client(port)
                  .get("/sse/positions?token=" + session.get("stream_token").asText())
                  .body())
          .contains("session_ended");
    }
  }

  @Test
  void anOpenStreamTellsBrowsersToBeStrict() {
    try (Client.Stream stream = open(client)) {
      var headers = stream.response().headers();
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Content-Security-Policy")).isPresent();
      assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
    }
  }

  private static Client.Stream open(Client reader) {
    Client.Stream stream = reader.stream("");
    await().until(() -> stream.types().contains("snapshot"));
    return stream;
  }

  private void update(String sql) {
    String claims =
        new String(
            Base64.getUrlDecoder().decode(client.token().split("\\.")[1]), StandardCharsets.UTF_8);
    pool.preparedQuery(sql)
        .executeAndAwait(Tuple.of(UUID.fromString(Scenario.json(claims).get("sid").asText())));
  }
}
