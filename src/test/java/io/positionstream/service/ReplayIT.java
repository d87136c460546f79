package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** The packaged service records a day with a cut; the packaged command replays it. */
@Timeout(180)
@Execution(CONCURRENT)
class ReplayIT {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @TempDir Path home;

  private final PlantedSecrets secrets = new PlantedSecrets();

  @Test
  void aRecordedAccountIsTheSameWhenItIsReplayedIntoAnEmptyDatabase() throws Exception {
    Path folder = home.resolve("recordings");
    try (Service service =
        new Service(
            Files.createDirectory(home.resolve("a")), Map.of("RECORDING_DIR", folder.toString()))) {
      service.start();
      live(service);
    }
    Path recording = only(folder);
    assertThat(Files.getPosixFilePermissions(recording))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(secrets.foundIn("recording", text(recording))).isEmpty();

    Path elsewhere = Files.createDirectory(home.resolve("b"));
    int code = replay(recording, elsewhere);
    assertThat(code).as(Files.readString(elsewhere.resolve("replay.log"))).isZero();
    assertThat(Files.readAllLines(elsewhere.resolve("replay.log")))
        .contains("equal")
        .anyMatch(line -> line.matches("hash=[0-9a-f]{64}"));

    // The database has an account now: another replay would add to it.
    assertThat(replay(recording, elsewhere)).isEqualTo(1);
    assertThat(Files.readString(elsewhere.resolve("replay.log"))).contains("Expected an empty");
  }

  private void live(Service service) {
    SimulatedExchange exchange = new SimulatedExchange(service.simulatorPort());
    SimulatedExchange.Account account = exchange.newAccount("1000.00");
    secrets.plant("key id", account.keyId());
    secrets.plantPem("private key", account.pem());
    Client client = new Client(service.port());
    String ticker = exchange.newMarket("REPLAY");
    exchange.trade(account, ticker, "yes", "10.00", "0.4000");
    client.authenticate(account);
    secrets.plantToken("token", client.token());
    holds(client, "10");
    exchange.trade(account, ticker, "yes", "5.00", "0.4200");
    holds(client, "15");
    exchange.post(
        "/faults",
        "{\"kind\":\"cut\",\"account_id\":\"%s\",\"path\":\"/trade-api/ws/v2\"}"
            .formatted(account.id()));
    exchange.trade(account, ticker, "no", "3.00", "0.4500");
    holds(client, "12");
  }

  private static void holds(Client client, String quantity) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                client
                    .positions()
                    .at("/positions/0/quantity")
                    .decimalValue()
                    .stripTrailingZeros()
                    .toPlainString()
                    .equals(quantity));
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }

  private static String text(Path recording) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(recording))) {
      return new String(in.readAllBytes());
    }
  }

  /** The exit code; what was said is in replay.log. */
  private static int replay(Path recording, Path elsewhere) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Service.command("replay", recording.toString()));
    builder.environment().put("POSITIONSTREAM_HOME", elsewhere.toString());
    builder.redirectErrorStream(true);
    builder.redirectOutput(elsewhere.resolve("replay.log").toFile());
    try (ExternalDatabase missing = Service.missingDatabase(elsewhere)) {
      if (missing != null) {
        builder.environment().put("DATABASE_URL", missing.url());
      }
      return builder.start().waitFor();
    }
  }
}
