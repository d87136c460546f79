package io.positionstream.exchange.kalshi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Settings of the lines to Kalshi. */
@ConfigMapping(prefix = "kalshi")
public interface KalshiConfig {

  /** Where accounts can be, by name. Keys of one environment are unknown to the others. */
  Map<String, Environment> environments();

  /** Waiting times of the lines. */
  Timing timing();

  /** One exchange that speaks this wire. */
  interface Environment {

    /** Base of the REST interface, with its version: {@code https://host/trade-api/v2}. */
    URI restUrl();

    /** The WebSocket: {@code wss://host/trade-api/ws/v2}. */
    URI wsUrl();

    /** The only hosts the two addresses may name; a local environment needs none. */
    @WithDefault("localhost")
    Set<String> hosts();

    /** Whether it runs on this machine: loopback only, and TLS is not required. */
    @WithDefault("false")
    boolean local();

    /** Whether accounts may use it. */
    @WithDefault("true")
    boolean enabled();
  }

  /** How long things may take, and how often they happen. */
  interface Timing {

    /** Longest wait for the answer to one request, for an upgrade, and for acknowledgements. */
    @WithDefault("10s")
    Duration answer();

    /** Shortest wait before a new attempt. */
    @WithDefault("1s")
    Duration backOffMin();

    /** Longest wait before a new attempt. */
    @WithDefault("60s")
    Duration backOffMax();

    /** How often the account is read again by REST while the line is live. */
    @WithDefault("30s")
    Duration reload();

    /** How often it is read by REST while the socket cannot be had. */
    @WithDefault("10s")
    Duration poll();

    /** How long the account must be quiet after a fill before REST is asked to confirm it. */
    @WithDefault("1s")
    Duration quiet();

    /**
     * A line that is silent for longer, pings included, is stale: REST is asked what was missed.
     */
    @WithDefault("15s")
    Duration stale();

    /** A line that is silent for longer, pings included, is dead. The server pings every 10 s. */
    @WithDefault("25s")
    Duration silence();
  }
}
