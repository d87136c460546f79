package io.positionstream.simulator;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** What can be told from a ticker alone. */
final class Tickers {
  private static final Pattern VALID = Pattern.compile("[A-Z0-9.-]{1,100}");

  private Tickers() {}

  static boolean isValid(String ticker) {
    return VALID.matcher(ticker).matches();
  }

  /** {@code KXHIGHNY} of {@code KXHIGHNY-25DEC14-T34}. */
  static String series(String ticker) {
    int dash = ticker.indexOf('-');
    return dash < 0 ? ticker : ticker.substring(0, dash);
  }

  /** Whether it names a combo of other markets. */
  static boolean isCombo(String ticker) {
    return ticker.startsWith("KXMVE");
  }

  /** {@code market_id}, the UUID beside a market's ticker. */
  static String marketId(String ticker) {
    return UUID.nameUUIDFromBytes(ticker.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
