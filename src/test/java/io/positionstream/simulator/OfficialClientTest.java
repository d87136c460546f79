package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.node.NodeProject;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The exchange's official TypeScript client reads the simulator with no change but its base URL.
 * Needs Node and npm, and the client's package from npm's cache or registry; is skipped where these
 * are not there or cannot be reached, and for no other reason.
 */
@Timeout(180)
class OfficialClientTest extends RunningSimulator {
  private static NodeProject client;

  @BeforeAll
  static void install() {
    client = NodeProject.install(Path.of("src", "test", "node"), Path.of("target", "node"));
  }

  @Test
  void readsWhatTheBooksSay() throws Exception {
    String open = listMarket();
    String settled = listMarket();
    Member member = openAccount();
    trade(member.id(), open, "no", "10.25", "0.4805", "0.0175");
    trade(member.id(), settled, "yes", "4.00", "0.2500", "0.0100");
    post("/markets/" + settled + "/determine", new JsonObject().put("result", "yes"));
    post("/markets/" + settled + "/settle", new JsonObject());
    post(
        "/markets/" + open + "/quote",
        new JsonObject().put("yes_bid_dollars", "0.4700").put("yes_ask_dollars", "0.4900"));

    JsonObject read = read(member, open);
    JsonObject truth = truth(member);

    JsonObject balance = read.getJsonObject("balance");
    assertThat(balance.getString("balance_dollars")).isEqualTo(truth.getString("cash_dollars"));
    assertThat(balance.getJsonArray("balance_breakdown"))
        .isEqualTo(truth.getJsonArray("balance_breakdown"));
    assertThat(balance.getInteger("portfolio_value")).isEqualTo(532);
    assertThat(list(read, "positions", "market_positions"))
        .isEqualTo(truth.getJsonArray("positions"));
    assertThat(list(read, "fills", "fills")).isEqualTo(truth.getJsonArray("fills"));
    assertThat(list(read, "settlements", "settlements"))
        .isEqualTo(truth.getJsonArray("settlements"));
    JsonObject market = read.getJsonObject("market").getJsonObject("market");
    assertThat(market.getString("yes_bid_dollars")).isEqualTo("0.4700");
    assertThat(market.getString("status")).isEqualTo("active");
    assertThat(list(read, "found", "markets")).contains(market);
  }

  private static JsonArray list(JsonObject read, String answer, String name) {
    return read.getJsonObject(answer).getJsonArray(name);
  }

  private static JsonObject read(Member member, String ticker) throws Exception {
    Path key = Files.writeString(home.resolve("member.pem"), member.pem());
    String base = "http://127.0.0.1:" + port + Protocol.REST_PATH;
    NodeProject.Run run =
        client.run(
            "node",
            "read.mjs",
            base,
            member.client().keyId(),
            key.toAbsolutePath().toString(),
            ticker);
    assertThat(run.status()).as(run.output()).isZero();
    return new JsonObject(run.output().lines().reduce((_, last) -> last).orElse(""));
  }
}
