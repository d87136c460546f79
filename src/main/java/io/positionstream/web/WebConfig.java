package io.positionstream.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the service takes from whoever connects, and what it lets other sites do. */
@ConfigMapping(prefix = "web")
interface WebConfig {

  /**
   * Origins ({@code https://host[:port]}) whose pages may open the stream with a stream token; none
   * by default.
   */
  Optional<Set<String>> corsOrigins();

  /** How long a connection may take to send a whole request head, then it is closed. */
  @WithDefault("10s")
  Duration headDeadline();

  /** How long a request may take to send its whole body, then it is answered 408. */
  @WithDefault("10s")
  Duration bodyDeadline();

  /** All header fields of one request together; 431 beyond. */
  @WithDefault("16K")
  MemorySize maxHead();

  /** The largest request there is: 413 beyond. */
  @WithDefault("64K")
  MemorySize maxBody();

  /** Proxies, as addresses or networks, whose {@code X-Forwarded-*} headers count. */
  @WithDefault("255.255.255.255")
  List<String> trustedProxies();

  /** Whether there is a page to try the API in, at {@code /q/swagger-ui}. */
  @WithDefault("false")
  boolean swaggerUi();

  /**
   * What the kernel holds of one connection that the client has not taken; it grants twice as much.
   * Small, because what waits there can no longer be replaced by something newer.
   */
  @WithDefault("64K")
  MemorySize sendBuffer();

  /** Sent on https only: browsers remember that there is no http. */
  @WithDefault("max-age=31536000; includeSubDomains")
  String strictTransportSecurity();
}
