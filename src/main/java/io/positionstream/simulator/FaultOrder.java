package io.positionstream.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What shall go wrong, for whom and how long.
 *
 * @param scope whom it strikes
 * @param lasts empty for until further notice; a {@linkplain FaultKind#isBlow blow} then strikes
 *     once
 * @param probability that it strikes a request, frame or socket within its scope, 0 to 1
 * @param seed of its chance, so that it can be repeated
 */
record FaultOrder(
    FaultKind kind,
    Scope scope,
    Optional<Duration> lasts,
    double probability,
    long seed,
    Measures measures) {

  FaultOrder {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("expected a probability from 0 to 1");
    }
  }

  /**
   * Whom a fault strikes; everybody when nothing is named.
   *
   * @param account its id
   * @param connection the number of one socket; then no request is struck
   * @param path how the path of a request begins, {@code /trade-api/…}; sockets have theirs, too
   */
  record Scope(Optional<String> account, OptionalLong connection, Optional<String> path) {
    static final Scope EVERYBODY =
        new Scope(Optional.empty(), OptionalLong.empty(), Optional.empty());

    boolean hasRequest(Optional<String> caller, String target) {
      return connection.isEmpty()
          && (account.isEmpty() || account.equals(caller))
          && path.map(target::startsWith).orElse(true);
    }

    boolean hasSocket(String member, long number) {
      return account.map(member::equals).orElse(true)
          && (connection.isEmpty() || connection.getAsLong() == number)
          && path.map(Protocol.SOCKET_PATH::startsWith).orElse(true);
    }
  }

  /**
   * How much of it, where a kind has a measure.
   *
   * @param delay how late an answer or frame comes
   * @param skew how far ahead the exchange's clock is; may be negative
   * @param bytes how long the huge frame is
   * @param limits of the token bucket
   * @param field the only one to leave out or make null; any when empty
   */
  record Measures(
      Duration delay, Duration skew, int bytes, TokenBucket.Limits limits, Optional<String> field) {
    static final Measures STANDARD =
        new Measures(
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            16 * 1024 * 1024,
            TokenBucket.Limits.BASIC,
            Optional.empty());
  }
}
