package io.positionstream.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds out which account a signed request is made for. The signature covers {@code timestamp +
 * METHOD + path}, the path as it was sent, without its query.
 */
final class KeyCheck {
  /** How far a timestamp may be from the exchange's clock, either way. */
  static final Duration TOLERANCE = Duration.ofSeconds(5);

  private static final String KEY = "KALSHI-ACCESS-KEY";
  private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,18}");

  private final Books books;
  private final Duration tolerance;

  KeyCheck(Books books, Duration tolerance) {
    this.books = books;
    this.tolerance = tolerance;
  }

  /** A request that names a known key at the right time, still to be proved. */
  record Claim(Account account, AccessKey key, String text, String signature) {

    /** Slow: not for event loops. */
    boolean isGenuine() {
      return key.type().verifies(key.publicKey(), text, signature);
    }
  }

  /** The account whose key a request names, rightly or not. */
  Optional<Account> caller(Call call) {
    return call.header(KEY).flatMap(books::accountOfKey);
  }

  /**
   * Reads the three headers.
   *
   * @param now by the exchange's clock
   * @throws WireError when one is missing, stale or names no key
   */
  Claim claim(Call call, Instant now) {
    String keyId = required(call, KEY);
    String timestamp = required(call, "KALSHI-ACCESS-TIMESTAMP");
    String signature = required(call, "KALSHI-ACCESS-SIGNATURE");
    if (!isFresh(timestamp, now, tolerance)) {
      throw WireError.unauthenticated("header_timestamp_expired");
    }
    Account account = books.accountOfKey(keyId).orElseThrow(() -> WireError.rejected("NOT_FOUND"));
    Optional<AccessKey> key = account.keys().stream().filter(k -> k.id().equals(keyId)).findFirst();
    return new Claim(
        account, key.orElseThrow(), timestamp + call.method() + call.path(), signature);
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

  private static String required(Call call, String name) {
    return call.header(name)
        .orElseThrow(() -> WireError.unauthenticated("signature_is_missing_from_headers"));
  }
}
