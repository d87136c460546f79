package io.positionstream.service;

import static org.awaitility.Awaitility.await;

import io.positionstream.docker.Dockerfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures what docker/Dockerfile.jvm promises, with its very command line, beside a PostgreSQL and
 * an exchange of their own: the time from the start of the process until it is healthy, and its
 * resident memory while it follows accounts whose prices move. Usage: {@code Footprint [accounts]
 * [positions] [starts]}, after {@code package}; Linux only. {@code
 * -Dfootprint.java='-XX:+UseSerialGC -Xmx256m'} tries other settings of the JVM than those of the
 * image.
 */
final class Footprint {

  private static final String KEY = "uQ3k0Yb5vJm2Rz8TtWc1nXh7LpEa4GdS6oViFyKqBwM=";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOAD = Duration.ofSeconds(60);
  private static final long START_GOAL_MILLIS = 1_500;
  private static final long MEMORY_GOAL_MIB = 256;

  /** At the exchange; each account has a line of its own, on which all of them arrive. */
  private static final int TICKS_A_SECOND = 10;

  /** In which Linux counts processor time. */
  private static final double CLOCK_TICKS_A_SECOND = 100;

  /** What the cache must have been trained with. */
  private static final String FITS_CACHE = "-XX:[+-]Use.*";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = Service.freePort();
  private final int simulatorPort = Service.freePort();
  private final Path home;

  private Footprint(Path home) {
    this.home = home;
  }

  public static void main(String[] arguments) throws Exception {
    int accounts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int positions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    int starts = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    new Footprint(Files.createTempDirectory("footprint")).measure(accounts, positions, starts);
    System.exit(0);
  }

  private void measure(int accounts, int positions, int starts) throws Exception {
    run(List.of("cp", "-a", "target/quarkus-app", home + "/app"), Map.of());
    run(List.of("bash", "docker/flatten", home + "/app"), Map.of());
    String cache = home.resolve("app").resolve("position-stream.aot").toString();
    run(
        List.of("bash", "docker/train", home + "/app/service.jar", cache),
        Map.of(
            "TRAIN_PORT",
            "" + port,
            "TRAIN_SIMULATOR_PORT",
            "" + simulatorPort,
            "TRAIN_JAVA",
            String.join(" ", command().stream().filter(w -> w.matches(FITS_CACHE)).toList())));
    Path data = Files.createDirectory(home.resolve("database"));
    try (ExternalDatabase database = new ExternalDatabase(data);
        SimulatorProcess simulator = SimulatorProcess.start(simulatorPort, home, 1)) {
      // The first one migrates.
      end(start(database, new ArrayList<>()));
      String load = Files.readString(Path.of("/proc/loadavg")).strip();
      List<Long> millis = new ArrayList<>();
      List<Double> processor = new ArrayList<>();
      for (int i = 0; i < starts; i++) {
        Process one = start(database, millis);
        processor.add(processorSeconds(one.pid()));
        end(one);
      }
      long median = millis.stream().sorted().toList().get(starts / 2);
      Process service = start(database, new ArrayList<>());
      say("java %s", String.join(" ", command()));
      say("load average %s; start to ready, ms, each of %d: %s", load, starts, millis);
      say("processor time of each start, s: %s", processor);
      say("| what | measured | goal | |");
      say("|---|---|---|---|");
      say(
          "| start to ready, median | %d ms | %d ms | %s |",
          median, START_GOAL_MILLIS, verdict(median, START_GOAL_MILLIS));
      say("| memory when ready | %s | | |", memory(service.pid()));
      SimulatedExchange exchange = new SimulatedExchange(simulatorPort);
      List<String> tickers =
          IntStream.range(0, positions).mapToObj(_ -> exchange.newMarket("KXFOOT")).toList();
      follow(exchange, accounts, tickers);
      Memory followed = memory(service.pid());
      say("| memory with %d accounts of %d positions | %s | | |", accounts, positions, followed);
      exchange.tick(tickers, TICKS_A_SECOND, LOAD);
      List<Memory> ticked = watch(service.pid(), LOAD);
      Memory most = ticked.getLast();
      int frames = TICKS_A_SECOND * accounts;
      say(
          "| in a minute of %d frames a second, median | %s | | |",
          frames, ticked.get(ticked.size() / 2));
      say(
          "| and the most | %s | %d MiB | %s |",
          most,
          MEMORY_GOAL_MIB,
          verdict(Math.max(followed.mebibytes, most.mebibytes), MEMORY_GOAL_MIB));
      end(service);
    }
    run(List.of("rm", "-rf", home.toString()), Map.of());
  }

  private static String verdict(long measured, long goal) {
    return measured <= goal ? "met" : "MISSED";
  }

  /** Of the image: what stands between java and the jar; or what is tried instead. */
  private static List<String> command() {
    List<String> all =
        Dockerfile.read(Path.of("docker/Dockerfile.jvm")).last().only("ENTRYPOINT").exec();
    String tried = System.getProperty("footprint.java", "");
    return tried.isBlank() ? all.subList(1, all.indexOf("-jar")) : List.of(tried.split(" +"));
  }

  private Process start(ExternalDatabase database, List<Long> millis) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(command());
    command.addAll(List.of("-jar", "/app/service.jar"));
    command.replaceAll(word -> word.replaceFirst("(^|=)/app/", "$1" + home + "/app/"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .putAll(
            Map.of(
                "DATABASE_URL",
                database.url(),
                "ENCRYPTION_SECRET_KEY",
                KEY,
                "JWT_SECRET_KEY",
                KEY,
                "POSITIONSTREAM_HOME",
                home.toString(),
                "QUARKUS_HTTP_PORT",
                "" + port,
                "SIMULATOR_PORT",
                "" + simulatorPort,
                "KALSHI_ENVIRONMENTS_SIMULATOR_ENABLED",
                "true",
                "LOGIN_LIMITS_ADDRESS_BURST",
                "100000",
                "MALLOC_ARENA_MAX",
                "2"));
    builder.redirectErrorStream(true).redirectOutput(home.resolve("service.log").toFile());
    long begun = System.nanoTime();
    Process service = builder.start();
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> isUp(service));
    millis.add((System.nanoTime() - begun) / 1_000_000);
    return service;
  }

  private boolean isUp(Process service) throws InterruptedException {
    if (!service.isAlive()) {
      throw new AssertionError("the service ended with " + service.exitValue() + ", see " + home);
    }
    try {
      return get("/health").startsWith("{\"status\":\"UP\"");
    } catch (IOException e) {
      return false;
    }
  }

  private void follow(SimulatedExchange exchange, int accounts, List<String> tickers) {
    for (int i = 0; i < accounts; i++) {
      SimulatedExchange.Account account = exchange.newAccount("10000.00");
      tickers.forEach(ticker -> exchange.trade(account, ticker, "yes", "10.00", "0.4000"));
      new Client(port).authenticate(account);
    }
    await()
        .atMost(PATIENCE)
        .ignoreException(IOException.class)
        .until(
            () ->
                Exposition.read(get("/q/metrics")).sum("accounts", "state=\"running\"")
                    == accounts);
  }

  private String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", path.contains("metrics") ? "text/plain" : "application/json")
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private static void end(Process service) throws InterruptedException {
    service.destroy();
    service.waitFor();
  }

  /** What the kernel counts, and how much of it is no file. */
  private record Memory(long mebibytes, long anonymous) {

    @Override
    public String toString() {
      return "%d MiB, %d MiB of it anonymous".formatted(mebibytes, anonymous);
    }
  }

  private static double processorSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / CLOCK_TICKS_A_SECOND;
  }

  /** By size; taken each second. */
  private static List<Memory> watch(long pid, Duration lasts) {
    List<Memory> seen = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              seen.add(memory(pid));
              return seen.size() >= lasts.toSeconds();
            });
    seen.sort(Comparator.comparingLong(Memory::mebibytes));
    return seen;
  }

  private static Memory memory(long pid) throws IOException {
    Map<String, Long> kilobytes = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc", "" + pid, "status"))) {
      String[] words = line.split("\\s+");
      if (words[0].startsWith("VmRSS") || words[0].startsWith("RssAnon")) {
        kilobytes.put(words[0], Long.parseLong(words[1]));
      }
    }
    return new Memory(kilobytes.get("VmRSS:") / 1024, kilobytes.get("RssAnon:") / 1024);
  }

  private void run(List<String> command, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    String path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
    builder.environment().put("PATH", path);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("run.log").toFile());
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new AssertionError(command + " ended with " + code + ", see " + home);
    }
  }

  private static void say(String text, Object... arguments) {
    System.out.println(text.formatted(arguments));
  }
}
