package io.positionstream.service;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets the packaged service follow several trading accounts at an exchange that fails at random,
 * and tells in the end whether every figure equals the exchange's and whether memory, threads and
 * descriptors stayed constant. Service, PostgreSQL and simulator are processes of their own on free
 * ports. Linux only.
 *
 * <p>Usage: {@code Soak [minutes, 30] [frames per second, 500] [seed, 1]}. Exit code 0 when all is
 * well. The logs stay in {@code target/soak}.
 */
final class Soak implements AutoCloseable {

  private static final int ACCOUNTS = 5;
  private static final int MARKETS = 20;
  private static final int LONGEST_MINUTES = 55;
  private static final Duration ACT = Duration.ofMillis(250);
  private static final Duration MARKET_AGE = Duration.ofSeconds(15);
  private static final Duration CUT = Duration.ofSeconds(20);
  private static final Duration UNTIL_LIVE = Duration.ofSeconds(180);
  private static final Duration UNTIL_EQUAL = Duration.ofSeconds(120);
  private static final Duration UNTIL_QUIET = Duration.ofSeconds(20);

  private final int minutes;
  private final int rate;
  private final Path home;
  private final Service service;
  private final SimulatorProcess simulator;
  private final SimulatedExchange exchange;
  private final SplittableRandom random;
  private final ScheduledThreadPoolExecutor pace = new ScheduledThreadPoolExecutor(4);
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<SoakMember> members = new ArrayList<>();

  private Soak(int minutes, int rate, long seed) throws IOException {
    this.minutes = minutes;
    this.rate = rate;
    this.random = new SplittableRandom(seed);
    this.home = Files.createTempDirectory("soak");
    this.service =
        new Service(
            home,
            Map.of("SIMULATOR_ENABLED", "false", "KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED", "true"));
    this.simulator = SimulatorProcess.start(service.simulatorPort(), home, random.nextLong());
    this.exchange = new SimulatedExchange(service.simulatorPort());
  }

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw new IllegalArgumentException("expected 1 to " + LONGEST_MINUTES + " minutes");
    }
    say("soak of %d minutes, up to %d frames/s on every line, seed %d", minutes, rate, seed);
    List<String> problems;
    Soak soak = new Soak(minutes, rate, seed);
    Thread cleaner = new Thread(soak::close);
    Runtime.getRuntime().addShutdownHook(cleaner);
    try (soak) {
      CompletableFuture.delayedExecutor(minutes + 15L, TimeUnit.MINUTES)
          .execute(() -> System.exit(1));
      problems = soak.run();
    }
    problems.forEach(problem -> say("PROBLEM %s", problem));
    say(problems.isEmpty() ? "VERDICT passed" : "VERDICT failed: %d problems", problems.size());
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  private List<String> run() {
    service.start();
    for (int i = 1; i <= ACCOUNTS; i++) {
      members.add(SoakMember.join("account " + i, exchange, service));
    }
    List<SimulatedExchange.Account> accounts = members.stream().map(SoakMember::account).toList();
    JsonNode load = load(MARKETS, rate, minutes * 60 + 600);
    SoakTrader trader =
        new SoakTrader(exchange, accounts, load.get("market_tickers"), random.split());
    SoakFaults faults = new SoakFaults(exchange, accounts, random.split());
    trader.begin();
    every(ACT, trader::act);
    every(MARKET_AGE, trader::ageMarkets);
    every(CUT, () -> members.get(random.nextInt(ACCOUNTS)).reader().cut());
    nextFault(faults, new SplittableRandom(random.nextLong()));
    SoakVitals vitals = new SoakVitals(service.pid());
    watch(vitals, trader);
    rest();
    load(1, 1, 1);
    faults.endAll();
    say("trades=%d settled=%d faults=%s", trader.trades(), trader.settled(), faults.started());
    return judge(vitals, trader);
  }

  /** What is being done is finished, so that nobody has to guess whether it happened. */
  private void rest() {
    pace.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    pace.shutdown();
    await().until(pace::isTerminated);
  }

  /** Takes the place of the load before. */
  private JsonNode load(int markets, int ticks, int seconds) {
    return exchange.post(
        "/load",
        "{\"markets\":%d,\"ticks_per_second\":%d,\"seconds\":%d}"
            .formatted(markets, ticks, seconds));
  }

  private void every(Duration period, Runnable task) {
    long millis = period.toMillis();
    pace.scheduleAtFixedRate(guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void nextFault(SoakFaults faults, SplittableRandom chance) {
    pace.schedule(
        guarded(
            () -> {
              faults.startOne();
              nextFault(faults, chance);
            }),
        chance.nextInt(5_000, 20_001),
        TimeUnit.MILLISECONDS);
  }

  /** What fails in the soak itself is a failure of the soak, too, unless it has ended. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | AssertionError e) {
        if (!pace.isShutdown()) {
          failures.add("the soak itself: " + e);
        }
      }
    };
  }

  /** A line every minute, on this thread. */
  private void watch(SoakVitals vitals, SoakTrader trader) {
    long begin = System.nanoTime();
    for (int minute = 0; minute <= minutes; minute++) {
      long due = begin + TimeUnit.MINUTES.toNanos(minute);
      await().forever().pollInterval(Duration.ofMillis(200)).until(() -> System.nanoTime() >= due);
      say("%3d min %s trades=%d %s", minute, vitals.take().text(), trader.trades(), feed());
    }
  }

  private String feed() {
    long told = members.stream().mapToLong(m -> m.reader().messages()).sum();
    int reconnects = members.stream().mapToInt(m -> m.reader().reconnects()).sum();
    int resumed = members.stream().mapToInt(m -> m.reader().resumptions()).sum();
    String lines = members.stream().map(m -> m.reader().line()).collect(Collectors.joining(","));
    return "ticks=%d told=%d resumed=%d reconnects=%d drift=%d behind=%d faults=%d lines=%s"
        .formatted(
            exchange.get("/load").get("sent").asLong(),
            told,
            resumed,
            reconnects,
            drift(),
            members.stream().mapToLong(m -> m.behind(exchange, service)).sum(),
            exchange.get("/faults").get("faults").size(),
            lines);
  }

  private long drift() {
    try {
      HttpRequest metrics =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + "/q/metrics"))
              .build();
      return HttpClient.newHttpClient()
          .send(metrics, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("drift_total"))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until all lines are live and all figures equal, each for a bounded time. */
  private List<String> judge(SoakVitals vitals, SoakTrader trader) {
    List<String> problems = new ArrayList<>();
    long begin = System.nanoTime();
    if (!within(UNTIL_LIVE, () -> members.stream().allMatch(SoakMember::isLive))) {
      problems.add("not every line is live: " + feed());
    }
    say("all lines live after %d s", seconds(begin));
    within(UNTIL_EQUAL, () -> differences(trader).isEmpty());
    say("all equal, or given up, after %d s", seconds(begin));
    within(UNTIL_QUIET, () -> false);
    say("end     %s %s", vitals.take().text(), feed());
    problems.addAll(differences(trader));
    members.forEach(m -> problems.addAll(m.reader().problems()));
    problems.addAll(vitals.growth());
    problems.addAll(failures);
    return problems;
  }

  private List<String> differences(SoakTrader trader) {
    return members.stream()
        .flatMap(m -> m.differences(exchange, service, trader.deposits(m.account().id())).stream())
        .toList();
  }

  private static boolean within(Duration patience, Callable<Boolean> condition) {
    try {
      await().atMost(patience).pollInterval(Duration.ofSeconds(1)).until(condition);
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static long seconds(long since) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  /** Ends the processes that were started and clears their directory; the logs are kept. */
  @Override
  public synchronized void close() {
    pace.shutdownNow();
    members.forEach(m -> m.reader().close());
    members.clear();
    service.close();
    simulator.close();
    try {
      Path kept = Files.createDirectories(Path.of("target", "soak"));
      for (String log : List.of("service.log", "simulator.log")) {
        if (Files.exists(home.resolve(log))) {
          Files.move(home.resolve(log), kept.resolve(log), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clear() throws IOException {
    if (!Files.exists(home)) {
      return;
    }
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
