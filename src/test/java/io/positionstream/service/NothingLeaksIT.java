package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * The whole life of an account in the packaged service, our log at TRACE and everybody else's at
 * DEBUG, the access log on; then all that was written is searched for everything that was secret.
 */
@Timeout(120)
@Execution(CONCURRENT)
class NothingLeaksIT {

  private static final String API = "/api/v1/account";
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  @TempDir Path home;

  private final PlantedSecrets secrets = new PlantedSecrets();
  private final List<String> leaks = new ArrayList<>();

  @Test
  void noSecretIsWrittenAnywhereInTheWholeLifeOfAnAccount() throws Exception {
    String masterKeys = random() + "," + random();
    String jwtKeys = random() + "," + random();
    Stream.of(masterKeys.split(","))
        .forEach(key -> secrets.plant("Fernet key " + key.hashCode(), key));
    Stream.of(jwtKeys.split(",")).forEach(key -> secrets.plant("JWT key " + key.hashCode(), key));
    Map<String, String> settings =
        Map.of(
            "ENCRYPTION_SECRET_KEY", masterKeys,
            "JWT_SECRET_KEY", jwtKeys,
            "QUARKUS_LOG_LEVEL", "DEBUG",
            "QUARKUS_LOG_CATEGORY__IO_POSITIONSTREAM__LEVEL", "TRACE",
            "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
    try (Service service = new Service(home, settings)) {
      service.start();
      secrets.plant("database password", service.databasePassword());
      try (Wiretap wire = new Wiretap(service.port())) {
        live(service, new SimulatedExchange(service.simulatorPort()), wire);
        wire.answers().forEach(answer -> search("answer", answer));
        search("stream", wire.streamed());
      }
    }
    String log = Files.readString(home.resolve("service.log"));
    assertThat(log)
        .contains("\"level\":\"TRACE\"")
        .contains("\"level\":\"DEBUG\"")
        .contains("line connecting");
    log.lines().forEach(line -> search("log", line));
    searchFiles(home.resolve("postgres"));
    assertThat(secrets.size()).isGreaterThan(60);
    assertThat(leaks).isEmpty();
  }

  private void live(Service service, SimulatedExchange exchange, Wiretap wire) throws Exception {
    var account = exchange.newAccount("1000.00");
    var other = exchange.newAccount("1.00");
    secrets.plant("key id", account.keyId());
    secrets.plantPem("private key", account.pem());
    secrets.plant("other key id", other.keyId());
    secrets.plantPem("other private key", other.pem());
    failToEnter(account, other, wire);

    JsonObject program = wire.login(body(account.keyId(), account.pem()), JSON);
    String token = program.getString("token");
    secrets.plantToken("session token", token);
    secrets.plantToken("stream token", program.getString("stream_token"));
    JsonObject browser =
        wire.login(
            body(account.keyId(), account.pem()),
            Map.of("Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"));
    String cookie = browser.getString("cookie").replaceAll("^session=|;.*", "");
    secrets.plantToken("cookie", cookie);
    secrets.plantToken("browser's stream token", browser.getString("stream_token"));

    watch(account, exchange, wire, Map.of("Authorization", "Bearer " + token));
    wire.listen(API + "/sse/positions?token=" + program.getString("stream_token"), Map.of());
    wire.listen(API + "/sse/positions", Map.of("Cookie", "session=" + cookie));
    showTokensWhereTheyMustNotBe(token, program.getString("stream_token"), wire);
    dump(service, "before logout");
    leave(token, wire);
    dump(service, "after logout");
  }

  private void failToEnter(
      SimulatedExchange.Account account, SimulatedExchange.Account other, Wiretap wire)
      throws Exception {
    String damaged = account.pem().replaceFirst("\n", "\nTHIS-LINE-WAS-PLANTED-BY-A-TEST\n");
    secrets.plantPem("damaged key", damaged);
    secrets.plant("strange key id", "a-key-id-planted-by-a-test");
    String json = body(account.keyId(), account.pem());
    for (String bad :
        List.of(
            body(account.keyId(), damaged),
            body(account.keyId(), damaged.replace("-----BEGIN", "-----BEGUN")),
            body(account.keyId(), other.pem()),
            body("a-key-id-planted-by-a-test", account.pem()),
            body("a key id with blanks " + account.keyId(), account.pem()),
            json.substring(0, json.length() - 2),
            json.replace("\"api_key\":\"", "\"api_key\":"),
            json.replace("\"private_key\":\"", "\"private_key\":{\"x\":\"") + "}",
            "[" + json + "]",
            "\"" + account.keyId() + "\"",
            json.replace("\"simulator\"", "\"" + account.keyId().substring(0, 8) + "\""))) {
      assertThat(wire.hear("POST", API + "/authenticate", JSON, bad).statusCode())
          .isBetween(400, 499);
    }
    wire.hear("POST", API + "/authenticate", Map.of("Content-Type", "text/plain"), json);
    wire.hear("PUT", API + "/authenticate", JSON, json);
    wire.hear("POST", API + "/nothing", JSON, json);
  }

  private static void watch(
      SimulatedExchange.Account account,
      SimulatedExchange exchange,
      Wiretap wire,
      Map<String, String> bearer)
      throws Exception {
    wire.listen(API + "/sse/positions", bearer);
    exchange.post(
        "/markets", "{\"market_ticker\":\"LEAK-A\",\"event_ticker\":\"LEAK\",\"title\":\"t\"}");
    exchange.post(
        "/accounts/" + account.id() + "/trades",
        "{\"market_ticker\":\"LEAK-A\",\"outcome_side\":\"yes\",\"count_fp\":\"10.00\",\"yes_price_dollars\":\"0.4800\",\"fee_dollars\":\"0.0175\",\"is_taker\":true}");
    await().until(() -> wire.streamed().contains("\"type\":\"fill\""));
    for (String path : List.of("/positions", "/portfolio")) {
      assertThat(wire.hear("GET", API + path, bearer, "").statusCode()).isEqualTo(200);
    }
    for (String path : List.of("/q/metrics", "/q/health", "/health")) {
      assertThat(wire.hear("GET", path, Map.of(), "").statusCode()).isEqualTo(200);
    }
  }

  private static void showTokensWhereTheyMustNotBe(String session, String stream, Wiretap wire)
      throws Exception {
    for (String path :
        List.of(
            API + "/sse/positions?token=" + session,
            API + "/positions?token=" + session,
            API + "/positions?token=" + stream,
            API + "/sse/positions?token=" + session.replace('.', '-'),
            API + "/nothing?token=" + stream)) {
      assertThat(wire.hear("GET", path, Map.of(), "").statusCode()).isBetween(400, 499);
    }
    for (String header : List.of("Bearer " + stream, "Bearer x" + session, "Basic " + session)) {
      assertThat(
              wire.hear("GET", API + "/positions", Map.of("Authorization", header), "")
                  .statusCode())
          .isEqualTo(401);
    }
    Map<String, String> forged =
        Map.of("Cookie", "session=" + session, "Origin", "https://evil.example");
    assertThat(wire.hear("DELETE", API + "/logout", forged, "").statusCode()).isEqualTo(403);
  }

  private static void leave(String token, Wiretap wire) throws Exception {
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
    assertThat(wire.hear("DELETE", API + "/logout", bearer, "").statusCode()).isEqualTo(200);
    assertThat(wire.hear("GET", API + "/positions", bearer, "").statusCode()).isEqualTo(401);
    await().until(() -> wire.streamed().split("\"session_ended\"", -1).length > 3);
    wire.hear("GET", "/q/metrics", Map.of(), "");
  }

  /** Every column of every row, as text. */
  private void dump(Service service, String when) throws SQLException {
    try (Connection database = DriverManager.getConnection(service.jdbcUrl())) {
      List<String> tables =
          column(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
      assertThat(tables).contains("users", "user_credentials", "sessions", "fills");
      for (String table : tables) {
        String rows = String.join("\n", column(database, "SELECT t::text FROM " + table + " t"));
        search("table " + table + " " + when, rows);
      }
    }
  }

  private static List<String> column(Connection database, String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = database.createStatement().executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  /** What a thief of the disk would read, write-ahead log and database log included. */
  private void searchFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path password = folder.resolve("password");
      for (Path file : files.filter(f -> Files.isRegularFile(f) && !f.equals(password)).toList()) {
        search(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void search(String where, String text) {
    leaks.addAll(secrets.foundIn(where, text));
  }

  private static String body(String keyId, String pem) {
    return new JsonObject()
        .put("api_key", keyId)
        .put("private_key", pem)
        .put("environment", "simulator")
        .encode();
  }

  private static String random() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().encodeToString(secret);
  }
}
