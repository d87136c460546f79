package io.positionstream.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.positionstream.golden.Scenario;
import io.positionstream.openapi.ApiDocument;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer that is documented for an operation is provoked here, or it is said where else. The
 * contract filter validates what comes; here only the status is looked at.
 */
@QuarkusTest
class EveryOperationIT {

  private static final String LOGIN = "POST /api/v1/account/authenticate";
  private static final String STREAM = "/api/v1/account/sse/positions";

  /** By status, for any operation: what it takes, and who has it. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "408", "a slow socket: RequestLimitsIT, one handler before all routes",
          "413", "a large body: AccountProblemsIT, RequestLimitsIT, one handler before all routes",
          "500", "a bug: AccountProblemsIT, RequestLimitsIT, one mapper for all",
          "503", "an exchange or a service that is away: DriftIT, HostileExchangeIT");

  /** By operation and status: the exchange has to misbehave, or limits have to be small. */
  private static final Map<String, String> OF_ONE =
      Map.of(
          LOGIN + " 401", "a refused key: AccountProblemsIT",
          LOGIN + " 415", "AccountProblemsIT",
          LOGIN + " 429", "LoginLimitsIT",
          LOGIN + " 502", "AccountProblemsIT",
          LOGIN + " 504", "AccountProblemsIT",
          "GET " + STREAM + " 200", "StreamIT: it does not end",
          "GET " + STREAM + " 429", "the limits of streams",
          "OPTIONS " + STREAM + " 204", "BrowserSafetyIT: for a site that is allowed");

  @ConfigProperty(name = "simulator.port")
  int simulatorPort;

  /** Serves all that does not end it. */
  private static Member member;

  /** Somebody who holds something and is logged in. */
  private record Member(Client client, String ticker) {}

  @Test
  void whatIsSaidToBeElsewhereIsDocumented() {
    Set<String> documented = new TreeSet<>(ApiDocument.get().answers().keySet());

    assertThat(documented).containsAll(OF_ONE.keySet());
  }

  static Stream<String> provoked() {
    return ApiDocument.get().answers().keySet().stream()
        .filter(answer -> !OF_ONE.containsKey(answer))
        .filter(answer -> !ELSEWHERE.containsKey(answer.substring(answer.length() - 3)));
  }

  @ParameterizedTest
  @MethodSource("provoked")
  void answersAsDocumented(String answer) {
    String[] parts = answer.split(" ");
    String method = parts[0];
    int status = Integer.parseInt(parts[2]);
    boolean login = answer.startsWith(LOGIN);
    boolean open = login || !parts[1].startsWith("/api/");
    boolean anonymous = open || status == 401;
    Member caller = member(method.equals("DELETE") && status == 200);
    Client client = caller.client();
    String path = parts[1].replace("{ticker}", status == 404 ? "NEVER-HEARD-OF" : caller.ticker());
    if (path.contains("{id}")) {
      path = path.replace("{id}", status == 404 ? "nobody" : sessionOf(client));
    }
    RequestSpecification request = given().redirects().follow(false);
    if (!anonymous && status != 403) {
      request.header("Authorization", "Bearer " + client.token());
    }
    if (login) {
      request.contentType(ContentType.JSON).body("{\"environment\":\"simulator\"}");
    }
    switch (status) {
      case 200, 401, 404 -> {}
      case 400 -> provokeInvalid(request, parts[1], login);
      case 403 -> request.header("Sec-Fetch-Site", "cross-site").cookie("session", client.token());
      case 405 -> request.header("Origin", "https://elsewhere.example");
      case 406 -> request.accept("image/png");
      case 431 -> request.header("X-Large", "x".repeat(20_000));
      default -> throw new AssertionError("nobody provokes " + answer + " and nobody says why");
    }

    assertThat(request.request(method, path).statusCode()).as(answer).isEqualTo(status);
  }

  /** Every list and every state takes something that can be wrong. */
  private static void provokeInvalid(RequestSpecification request, String path, boolean login) {
    if (login) {
      request.body("{\"environment\":\"mars\"}");
    } else if (path.matches(".*/(positions|portfolio)")) {
      request.queryParam("as_of", "yesterday");
    } else if (path.matches(".*/(equity|history)")) {
      request.queryParam("points", "many");
    } else {
      request.queryParam("limit", "many");
    }
  }

  /** A new one for who will be gone afterwards. */
  private Member member(boolean ofItsOwn) {
    if (ofItsOwn) {
      return newMember();
    }
    if (member == null) {
      member = newMember();
    }
    return member;
  }

  private Member newMember() {
    SimulatedExchange exchange = new SimulatedExchange(simulatorPort);
    SimulatedExchange.Account account = exchange.newAccount("1000.00");
    String ticker = exchange.newMarket("KXEVERY");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    Client client = new Client(RestAssured.port);
    client.authenticate(account);
    // An explanation is made of what is recorded, which is a moment later than what is held.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> isThere(client, "positions") && isThere(client, "fills"));
    return new Member(client, ticker);
  }

  private static boolean isThere(Client client, String list) {
    JsonNode rows = Scenario.json(client.get("/" + list).body()).get(list);
    return rows != null && !rows.isEmpty();
  }

  private static String sessionOf(Client client) {
    return given()
        .header("Authorization", "Bearer " + client.token())
        .get("/api/v1/account/sessions")
        .jsonPath()
        .getString("sessions[0].id");
  }
}
