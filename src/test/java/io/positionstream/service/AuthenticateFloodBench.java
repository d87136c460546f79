package io.positionstream.service;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how much a flood on authenticate delays the stream: the time from a quote at the
 * simulator to the reader, in turns in one run: calm; with the flood's sender busy but sending
 * elsewhere, which is what it costs to share the machine with it; with the flood. Medians over the
 * rounds. Where others use the machine as well, what the service takes of a processor says more
 * than any delay. Loopback only, the packaged service as a process of its own, bounded in time.
 *
 * <p>Usage: {@code AuthenticateFloodBench [logins per second, 500] [rounds of each, 3] [seconds a
 * round, 8]}.
 */
final class AuthenticateFloodBench {

  private static final int QUOTES_PER_SECOND = 200;
  private static final int WARM_SECONDS = 30;

  /** What goes on beside the stream. */
  private enum Load {
    CALM,
    SENDER,
    FLOOD
  }

  private final int rate;
  private final int seconds;
  private final Service service;
  private final SimulatedExchange exchange;
  private final Client client;
  private final Process flood;
  private final SimulatedExchange.Account account;
  private final String ticker = "KXFLOOD-A";
  private final Map<Load, List<long[]>> measured = new EnumMap<>(Load.class);
  private int price = 10;

  private AuthenticateFloodBench(int rate, int seconds, Service service) throws IOException {
    this.rate = rate;
    this.seconds = seconds;
    this.service = service;
    this.exchange = new SimulatedExchange(service.simulatorPort());
    this.client = new Client(service.port());
    this.account = exchange.newAccount("1000.00");
    this.flood = startFlood();
  }

  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 8;
    Path home = Files.createTempDirectory("flood");
    try (Service service = new Service(home)) {
      service.start();
      AuthenticateFloodBench bench = new AuthenticateFloodBench(rate, seconds, service);
      try {
        bench.run(rounds);
      } finally {
        bench.flood.destroy();
      }
    }
    // The HTTP clients keep threads of their own.
    System.exit(0);
  }

  private void run(int rounds) throws Exception {
    exchange.post("/tape", "{\"paused\":true}");
    exchange.post(
        "/markets",
        """
        {"market_ticker":"%s","event_ticker":"KXFLOOD","title":"Flood","mutually_exclusive":false,
         "close_time":"2099-01-01T00:00:00Z"}
        """
            .formatted(ticker));
    client.authenticate(account);
    exchange.post(
        "/accounts/" + account.id() + "/trades",
        """
        {"market_ticker":"%s","outcome_side":"yes","count_fp":"10.00","yes_price_dollars":"0.4000",
         "fee_dollars":"0.01","is_taker":true}
        """
            .formatted(ticker));
    try (Client.Stream stream = client.stream("")) {
      await().until(() -> stream.raw().contains(ticker));
      // Three processes on few cores: until all are compiled, only their compilers are measured.
      for (Load load : Load.values()) {
        run(load, stream, WARM_SECONDS);
      }
      for (int round = 0; round < rounds; round++) {
        for (Load load : Load.values()) {
          load(load).add(run(load, stream, seconds));
        }
      }
      report();
    }
  }

  private List<long[]> load(Load load) {
    return measured.computeIfAbsent(load, l -> new ArrayList<>());
  }

  private void report() {
    measured.forEach(
        (load, rounds) ->
            System.out.printf(
                "%-8s n=%d p50=%.2f ms p99=%.2f ms, of each round %s%n",
                load,
                rounds.stream().mapToInt(nanos -> nanos.length).sum(),
                median(rounds, 50),
                median(rounds, 99),
                rounds.stream().map(nanos -> "%.1f".formatted(at(nanos, 99))).toList()));
    double calm = median(load(Load.CALM), 99);
    double sender = median(load(Load.SENDER), 99);
    double flood = median(load(Load.FLOOD), 99);
    System.out.printf(
        "ratios of p99 at %d logins/s: sender/calm %.2f, flood/calm %.2f, flood/sender %.2f%n",
        rate, sender / calm, flood / calm, flood / sender);
  }

  private static double median(List<long[]> rounds, int percent) {
    double[] values = rounds.stream().mapToDouble(nanos -> at(nanos, percent)).sorted().toArray();
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private long[] run(Load load, Client.Stream stream, int duration) throws IOException {
    if (load != Load.CALM) {
      tell(load == Load.FLOOD ? "service" : "itself");
    }
    Duration before = processorTime();
    long[] nanos = measure(stream, duration);
    double used = processorTime().minus(before).toMillis() / (10.0 * duration);
    String answers = load == Load.CALM ? "" : ", answered " + tell("end");
    System.out.printf("%s: service takes %.1f %% of a processor%s%n", load, used, answers);
    return nanos;
  }

  private Duration processorTime() {
    return ProcessHandle.of(service.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private String tell(String command) throws IOException {
    flood.outputWriter().write(command + "\n");
    flood.outputWriter().flush();
    return flood.inputReader().readLine();
  }

  /** The flood is a process of its own, so that it does not slow what measures. */
  private Process startFlood() throws IOException {
    Path body = Files.writeString(Files.createTempFile("login", ".json"), wrongKey());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            LoginFlood.class.getName(),
            Integer.toString(service.port()),
            Integer.toString(rate),
            body.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A good private key under a name the exchange does not know. */
  private String wrongKey() {
    return "{\"api_key\":\"nobody\",\"private_key\":\"%s\",\"environment\":\"simulator\"}"
        .formatted(account.pem().replace("\n", "\\n"));
  }

  /** Nanoseconds from each quote to its arrival, sorted. */
  private long[] measure(Client.Stream stream, int duration) {
    long[] nanos = new long[duration * QUOTES_PER_SECOND];
    long begin = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      awaitNanos(begin + i * 1_000_000_000L / QUOTES_PER_SECOND);
      price = price == 90 ? 10 : price + 1;
      long sent = System.nanoTime();
      exchange.post(
          "/markets/" + ticker + "/quote",
          """
          {"yes_bid_dollars":"0.%d00","yes_bid_size_fp":"10.00","yes_ask_dollars":"0.%d00",
           "yes_ask_size_fp":"10.00","price_dollars":"0.%d00"}
          """
              .formatted(price, price + 2, price));
      nanos[i] = arrival(stream) - sent;
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private long arrival(Client.Stream stream) {
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (System.nanoTime() < patience) {
      var held = stream.see(s -> s.positions().get(ticker));
      if (held != null && held.get("current_price").asInt(-1) == price) {
        return System.nanoTime();
      }
      awaitNanos(System.nanoTime() + 50_000);
    }
    throw new AssertionError("no update within 5 s");
  }

  private static void awaitNanos(long until) {
    for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
      java.util.concurrent.locks.LockSupport.parkNanos(left);
    }
  }

  private static double at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }
}
