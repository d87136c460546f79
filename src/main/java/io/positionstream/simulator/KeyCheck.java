package io.positionstream.simulator;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which account a signed request is made for. The signature covers {@code timestamp +
 * METHOD + path}, the path as it was sent, without its query. Fails with a {@link WireError}.
 */
final class KeyCheck {
  /** How far a timestamp may be from the exchange's clock, either way. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");

  private final Vertx vertx;
  private final Books books;
  private final Clock clock;
  private final Duration tolerance;

  KeyCheck(Vertx vertx, Books books, Clock clock, Duration tolerance) {
    this.vertx = vertx;
    this.books = books;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  /** Called and completed on the exchange's event loop; the signature is checked on a worker. */
  Future<Account> check(HttpServerRequest request) {
    try {
      Claim claim = claim(request);
      return vertx
          .executeBlocking(
              () -> RsaKeys.verifies(claim.key().publicKey(), claim.text(), claim.signature()),
              false)
          .compose(
              valid ->
                  valid
                      ? Future.succeededFuture(claim.account())
                      : Future.failedFuture(WireError.rejected("INCORRECT_API_KEY_SIGNATURE")));
    } catch (WireError e) {
      return Future.failedFuture(e);
    }
  }

  private record Claim(Account account, AccessKey key, String text, String signature) {}

  private Claim claim(HttpServerRequest request) {
    MultiMap headers = request.headers();
    String keyId = required(headers.get("KALSHI-ACCESS-KEY"));
    String timestamp = required(headers.get("KALSHI-ACCESS-TIMESTAMP"));
    String signature = required(headers.get("KALSHI-ACCESS-SIGNATURE"));
    if (!isFresh(timestamp, clock.instant(), tolerance)) {
      throw WireError.unauthenticated("header_timestamp_expired");
    }
    Account account = books.accountOfKey(keyId).orElseThrow(() -> WireError.rejected("NOT_FOUND"));
    Optional<AccessKey> key = account.keys().stream().filter(k -> k.id().equals(keyId)).findFirst();
    String text = timestamp + request.method().name() + path(request.uri());
    return new Claim(account, key.orElseThrow(), text, signature);
  }

  /**
   * True when a timestamp header is a number of milliseconds near enough to {@code now}; the bounds
   * count as near.
   */
  static boolean isFresh(String timestamp, Instant now, Duration tolerance) {
    return MILLISECONDS.matcher(timestamp).matches()
        && Duration.between(Instant.ofEpochMilli(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(tolerance)
            <= 0;
  }

  private static String required(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw WireError.unauthenticated("signature_is_missing_from_headers");
    }
    return header;
  }

  private static String path(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
