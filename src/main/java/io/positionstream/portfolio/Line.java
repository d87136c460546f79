package io.positionstream.portfolio;

import java.time.Instant;
import java.util.Locale;

/** The state of the line to the exchange. Losing it is news like any other, not an error. */
public sealed interface Line {

  /** Since when the line is in this state. */
  Instant since();

  /** Why, for people; empty when there is nothing to explain. */
  String reason();

  /** The word of the public contract: "live", "reconnecting", ... */
  default String status() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** The first connection is being made and loaded. */
  record Connecting(Instant since, String reason) implements Line {}

  /** Everything is loaded and every frame arrives. */
  record Live(Instant since) implements Line {
    @Override
    public String reason() {
      return "";
    }
  }

  /** The socket is open, but nothing comes. */
  record Stale(Instant since, String reason) implements Line {}

  /** The socket cannot be had, REST can: figures are up to date within the polling interval. */
  record Polling(Instant since, String reason) implements Line {}

  /** The line was lost and is being made again, for ever. */
  record Reconnecting(Instant since, String reason) implements Line {}

  /** The exchange refuses the key: no more attempts. */
  record Rejected(Instant since, String reason) implements Line {}

  /** Stopped by us. */
  record Disconnected(Instant since, String reason) implements Line {}

  /** This state after {@code before}: an attempt that fails does not make the outage younger. */
  default Line after(Line before) {
    return this instanceof Reconnecting again && before instanceof Reconnecting lost
        ? new Reconnecting(lost.since(), again.reason())
        : this;
  }
}
