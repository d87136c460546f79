package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/**
 * SIGKILL at any moment, while an account trades and prices tick: after every restart it holds what
 * the exchange holds, and the journal has every fill once. {@code -Dkills=50 -Dkills.seed=7}.
 */
@Execution(CONCURRENT)
class KillsUnderLoadIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final long SEED = Long.getLong("kills.seed", 1);
  private static final int MARKETS = 10;

  @TempDir Path home;

  private final SplittableRandom chance = new SplittableRandom(SEED);
  private final AtomicInteger trades = new AtomicInteger();
  private final ScheduledExecutorService trader = Executors.newSingleThreadScheduledExecutor();
  private SimulatedExchange exchange;
  private SimulatedExchange.Account account;
  private String[] tickers;

  @AfterEach
  void stopTrading() {
    trader.shutdownNow();
  }

  @Test
  void noKillCostsAFactOrTheCurrentState() throws Exception {
    Path data = Files.createDirectory(home.resolve("database"));
    try (ExternalDatabase database = new ExternalDatabase(data);
        Service service =
            new Service(
                home,
                Map.of(
                    "DATABASE_URL",
                    database.url(),
                    "SIMULATOR_ENABLED",
                    "false",
                    "KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED",
                    "true"));
        SimulatorProcess simulator = SimulatorProcess.start(service.simulatorPort(), home, SEED)) {
      assertThat(simulator).isNotNull();
      prepare(service);
      Client client = new Client(service.port());
      service.start();
      client.authenticate(account);

      for (int kill = 1; kill <= KILLS; kill++) {
        ScheduledFuture<?> trading = trade();
        int enough = trades.get() + chance.nextInt(1, 200);
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(1))
            .until(() -> trades.get() >= enough);
        service.kill();
        // It goes on while nobody listens.
        int more = trades.get() + chance.nextInt(0, 50);
        await().atMost(PATIENCE).until(() -> trades.get() >= more);
        trading.cancel(false);
        service.start();

        String when = "kill %d of seed %d after %d trades".formatted(kill, SEED, trades.get());
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  JsonNode truth = exchange.truth(account.id());
                  assertThat(held(client)).as(when).isEqualTo(held(truth));
                  assertThat(client.portfolio().get("cash_balance").decimalValue())
                      .as(when)
                      .isEqualByComparingTo(truth.get("cash_dollars").asText());
                  assertThat(database.tradeIds()).as(when).isEqualTo(tradeIds(truth));
                });
      }
    }
  }

  private void prepare(Service service) {
    exchange = new SimulatedExchange(service.simulatorPort());
    account = exchange.newAccount("1000000.00");
    tickers = new String[MARKETS];
    for (int i = 0; i < MARKETS; i++) {
      tickers[i] = exchange.newMarket("KXKILL");
    }
    exchange.tick(List.of(tickers), 500, Duration.ofHours(1));
  }

  /** A hundred trades a second, now on one side, now on the other. */
  private ScheduledFuture<?> trade() {
    return trader.scheduleAtFixedRate(
        () -> {
          int next = trades.getAndIncrement();
          exchange.trade(
              account,
              tickers[next % MARKETS],
              next % 3 == 0 ? "no" : "yes",
              (1 + next % 7) + ".00",
              "0.4000");
        },
        0,
        10,
        TimeUnit.MILLISECONDS);
  }

  private static Map<String, BigDecimal> held(Client client) {
    Map<String, BigDecimal> held = new TreeMap<>();
    for (JsonNode p : client.positions().get("positions")) {
      BigDecimal quantity = p.get("quantity").decimalValue();
      held.put(
          p.get("ticker").asText(),
          plain(p.get("side").asText().equals("YES") ? quantity : quantity.negate()));
    }
    return held;
  }

  private static Map<String, BigDecimal> held(JsonNode truth) {
    Map<String, BigDecimal> held = new TreeMap<>();
    for (JsonNode p : truth.get("positions")) {
      BigDecimal quantity = new BigDecimal(p.get("position_fp").asText());
      if (quantity.signum() != 0) {
        held.put(p.get("ticker").asText(), plain(quantity));
      }
    }
    return held;
  }

  private static BigDecimal plain(BigDecimal quantity) {
    return new BigDecimal(quantity.stripTrailingZeros().toPlainString());
  }

  private static Set<String> tradeIds(JsonNode truth) {
    Set<String> ids = new TreeSet<>();
    truth.get("fills").forEach(f -> ids.add(f.get("trade_id").asText()));
    return ids;
  }
}
