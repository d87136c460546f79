package io.positionstream.exchange.kalshi;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** The defaults of {@link KalshiConfig}. */
record TestTiming() implements KalshiConfig.Timing {

  /** An environment that cannot be reached. */
  record Nowhere(boolean enabled) implements KalshiConfig.Environment {
    @Override
    public URI restUrl() {
      return URI.create("https://exchange.invalid/trade-api/v2");
    }

    @Override
    public URI wsUrl() {
      return URI.create("wss://exchange.invalid/trade-api/ws/v2");
    }

    @Override
    public Set<String> hosts() {
      return Set.of("exchange.invalid");
    }

    @Override
    public boolean local() {
      return false;
    }
  }

  @Override
  public Duration answer() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration backOffMin() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration backOffMax() {
    return Duration.ofSeconds(60);
  }

  @Override
  public Duration reload() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration poll() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration stale() {
    return Duration.ofSeconds(15);
  }

  @Override
  public Duration quiet() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration silence() {
    return Duration.ofSeconds(25);
  }
}
