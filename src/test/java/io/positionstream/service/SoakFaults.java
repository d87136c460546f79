package io.positionstream.service;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random faults of all kinds but a refused key, which ends a line by design. */
final class SoakFaults {

  private static final List<String> KINDS =
      List.of(
          "refuse_connect",
          "error_shape",
          "missing_fields",
          "slow_frames",
          "rate_limit",
          "maintenance",
          "http_502",
          "http_429",
          "html_body",
          "cut",
          "half_open",
          "silent_data",
          "no_ping",
          "delay",
          "duplicate",
          "reorder",
          "garbage",
          "seq_gap",
          "null_fields",
          "unknown_fields",
          "clock_skew",
          "huge_frame");

  private final SimulatedExchange exchange;
  private final List<SimulatedExchange.Account> accounts;
  private final SplittableRandom random;
  private final Map<String, Integer> started = new TreeMap<>();

  SoakFaults(
      SimulatedExchange exchange,
      List<SimulatedExchange.Account> accounts,
      SplittableRandom random) {
    this.exchange = exchange;
    this.accounts = accounts;
    this.random = random;
  }

  /** Begins one for 1 to 30 s, for an account or, one time in three, for all. */
  synchronized void startOne() {
    String kind = KINDS.get(random.nextInt(KINDS.size()));
    String scope =
        random.nextInt(3) == 0
            ? ""
            : "\"account_id\":\"" + accounts.get(random.nextInt(accounts.size())).id() + "\",";
    exchange.post(
        "/faults",
        "{\"kind\":\"%s\",%s\"seconds\":%d,\"probability\":%s,\"seed\":%d%s}"
            .formatted(
                kind,
                scope,
                random.nextInt(1, 31),
                probability(kind),
                random.nextInt(1 << 30),
                measures(kind)));
    started.merge(kind, 1, Integer::sum);
  }

  /**
   * A connection that breaks at every frame, or a clock that jumps at every request, is no line.
   */
  private String probability(String kind) {
    return switch (kind) {
      case "cut" -> "0.0" + random.nextInt(1, 10);
      case "clock_skew", "maintenance", "half_open", "huge_frame", "slow_frames" -> "1.0";
      default -> "0." + random.nextInt(1, 10);
    };
  }

  private String measures(String kind) {
    return switch (kind) {
      case "delay", "slow_frames" -> ",\"delay_ms\":" + random.nextInt(50, 5_000);
      case "clock_skew" -> ",\"skew_seconds\":" + random.nextInt(-60, 61);
      case "huge_frame" -> ",\"bytes\":" + random.nextInt(1 << 20, 16 << 20);
      case "rate_limit" -> ",\"refill_rate\":%d,\"capacity\":40".formatted(random.nextInt(5, 50));
      default -> "";
    };
  }

  /** All end; what they did to sockets stays done. */
  void endAll() {
    exchange.delete("/faults");
  }

  /** How often which kind was begun. */
  synchronized Map<String, Integer> started() {
    return new TreeMap<>(started);
  }
}
