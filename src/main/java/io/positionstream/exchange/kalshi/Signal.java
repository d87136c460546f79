package io.positionstream.exchange.kalshi;

import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.MarketRead;
import io.positionstream.portfolio.MarketTicker;
import java.util.List;

/** Everything that can happen to a session: all of it comes in one at a time. */
sealed interface Signal {

  /** The socket is open. */
  record Opened() implements Signal {}

  /** The socket brought a message. */
  record Heard(Transport.Message message) implements Signal {}

  /** The account was read by REST. */
  record Loaded(AccountLoaded load) implements Signal {}

  /** The account could not be read. */
  record LoadFailed(Throwable failure) implements Signal {}

  /** Markets were read by REST. */
  record MarketsRead(List<MarketRead> markets) implements Signal {}

  /** Time to look whether the line still lives. */
  record WatchDue() implements Signal {}

  /** The acknowledgements should be here by now. */
  record AckDue() implements Signal {}

  /** The subscription to ticks, asked for by this command, should be numbered by now. */
  record NumberDue(long command) implements Signal {}

  /** Time for the regular reload; outdated if another {@code round} began since. */
  record ReloadDue(long round) implements Signal {}

  /** The account may have been quiet for long enough after a fill. */
  record QuietDue() implements Signal {}

  /** Time to look for the settlement of a market, for the {@code step}th time. */
  record SettlementDue(MarketTicker market, int step) implements Signal {}

  /** Something the session started has failed for good. */
  record Failed(Throwable failure) implements Signal {}
}
