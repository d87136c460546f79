package io.positionstream.stream;

import io.positionstream.portfolio.Cursor;
import io.positionstream.web.JsonText;
import java.util.Optional;

/** How a stream begins, given where the client says it stands. */
enum Start {
  /** It says nothing. */
  NEW("snapshot"),
  RESUMED("resumed"),
  /** Of another run of the engine: numbers cannot be compared. */
  OTHER_EPOCH("snapshot"),
  /** What it misses is no longer remembered. */
  TOO_OLD("snapshot"),
  /** It stands where nobody has been yet. */
  AHEAD("snapshot"),
  MALFORMED("snapshot");

  private final String outcome;

  Start(String outcome) {
    this.outcome = outcome;
  }

  /** The first message. */
  String outcome() {
    return outcome;
  }

  /** Why it is that one. */
  String reason() {
    return this == RESUMED ? "" : JsonText.word(this);
  }

  /** Of a client that could not be resumed. */
  static Start refused(Optional<String> lastEventId, Cursor now) {
    if (lastEventId.isEmpty()) {
      return NEW;
    }
    Optional<Cursor> said = lastEventId.flatMap(Cursor::parse);
    if (said.isEmpty()) {
      return MALFORMED;
    }
    if (!said.get().epoch().equals(now.epoch())) {
      return OTHER_EPOCH;
    }
    boolean ahead = said.get().seq() > now.seq() || said.get().fact() > now.fact();
    return ahead ? AHEAD : TOO_OLD;
  }
}
