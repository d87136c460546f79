package io.positionstream.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.positionstream.portfolio.Portfolio;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How many accounts run, and in which state their lines are; counted when somebody asks. */
final class AccountGauges {

  private static final List<String> STATES =
      List.of("connecting", "live", "stale", "polling", "reconnecting", "rejected", "disconnected");

  private final Supplier<Collection<Launch>> launches;

  AccountGauges(Supplier<Collection<Launch>> launches) {
    this.launches = launches;
  }

  void register(MeterRegistry registry) {
    Gauge.builder("accounts", () -> running())
        .tag("state", "running")
        .description("Accounts that are followed: running, or loading for the first time")
        .register(registry);
    Gauge.builder("accounts", () -> launches.get().size() - running())
        .tag("state", "loading")
        .description("Accounts that are followed: running, or loading for the first time")
        .register(registry);
    for (String state : STATES) {
      Gauge.builder("line.accounts", () -> lines().getOrDefault(state, 0L))
          .tag("state", state)
          .description("Accounts by the state of their line to the exchange")
          .register(registry);
    }
  }

  /** How many accounts' lines are in which state; states without accounts are left out. */
  Map<String, Long> lines() {
    return launches.get().stream()
        .flatMap(launch -> launch.running().stream())
        .collect(
            Collectors.groupingBy(
                engine -> engine.portfolio().line().status(), Collectors.counting()));
  }

  private long running() {
    return launches.get().stream()
        .map(Launch::running)
        .flatMap(Optional::stream)
        .map(AccountEngine::portfolio)
        .filter(Portfolio::loaded)
        .count();
  }
}
