package io.positionstream.simulator;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something that happened and must never be forgotten: one line of the ledger file. The state of
 * the exchange is the fold of all entries, live and at start by the same code ({@link
 * Books#apply}). {@code at} rises strictly from entry to entry.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = LedgerEntry.AccountOpened.class, name = "account_opened"),
  @JsonSubTypes.Type(value = LedgerEntry.KeyAdded.class, name = "key_added"),
  @JsonSubTypes.Type(value = LedgerEntry.CashMoved.class, name = "cash_moved"),
  @JsonSubTypes.Type(value = LedgerEntry.EventAdded.class, name = "event_added"),
  @JsonSubTypes.Type(value = LedgerEntry.MarketAdded.class, name = "market_added"),
  @JsonSubTypes.Type(value = LedgerEntry.CloseMoved.class, name = "close_moved"),
  @JsonSubTypes.Type(value = LedgerEntry.Requoted.class, name = "requoted"),
  @JsonSubTypes.Type(value = LedgerEntry.Traded.class, name = "traded"),
  @JsonSubTypes.Type(value = LedgerEntry.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = LedgerEntry.Determined.class, name = "determined"),
  @JsonSubTypes.Type(value = LedgerEntry.Paused.class, name = "paused"),
  @JsonSubTypes.Type(value = LedgerEntry.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = LedgerEntry.Disputed.class, name = "disputed"),
  @JsonSubTypes.Type(value = LedgerEntry.Amended.class, name = "amended"),
  @JsonSubTypes.Type(value = LedgerEntry.Settled.class, name = "settled"),
  @JsonSubTypes.Type(value = LedgerEntry.CutoffMoved.class, name = "cutoff_moved"),
})
sealed interface LedgerEntry {
  Instant at();

  /** An account with its first cash. */
  record AccountOpened(Instant at, String accountId, Dollars cash) implements LedgerEntry {}

  /**
   * A key that may read the account.
   *
   * @param publicKey X.509 SubjectPublicKeyInfo, base64
   * @param keyType RSA in ledgers that do not say
   * @param scopes reading only in ledgers that do not say
   */
  record KeyAdded(
      Instant at,
      String accountId,
      String keyId,
      String name,
      String publicKey,
      KeyType keyType,
      List<String> scopes)
      implements LedgerEntry {
    public KeyAdded {
      keyType = Objects.requireNonNullElse(keyType, KeyType.RSA);
      scopes = List.copyOf(Objects.requireNonNullElse(scopes, AccessKey.READ_ONLY));
    }
  }

  /**
   * Cash that came, or left when negative.
   *
   * @param shard where it came or left; 0 in ledgers that do not say
   * @param kind a transfer in ledgers that do not say
   */
  record CashMoved(
      Instant at, String accountId, String transferId, Dollars amount, int shard, CashKind kind)
      implements LedgerEntry {
    public CashMoved {
      kind = Objects.requireNonNullElse(kind, CashKind.TRANSFER);
    }
  }

  /** An event, to which markets are added. */
  record EventAdded(Instant at, ListedEvent event) implements LedgerEntry {}

  /** A market of an event already added. */
  record MarketAdded(Instant at, Listing listing, Instant closes) implements LedgerEntry {}

  /** Another closing time for a market still open. */
  record CloseMoved(Instant at, String ticker, Instant closes) implements LedgerEntry {}

  /**
   * A new top of the book of a market that is not on the tape; the tape's own quotes are no
   * entries.
   */
  record Requoted(Instant at, String ticker, Quote quote) implements LedgerEntry {}

  /** A trade of one account. */
  record Traded(Instant at, String accountId, String tradeId, String orderId, Execution terms)
      implements LedgerEntry {}

  /** The end of trading. */
  record Closed(Instant at, String ticker) implements LedgerEntry {}

  /** The result of a closed market. */
  record Determined(Instant at, String ticker, Verdict verdict) implements LedgerEntry {}

  /** A pause in trading. */
  record Paused(Instant at, String ticker) implements LedgerEntry {}

  /** The end of a pause. */
  record Resumed(Instant at, String ticker) implements LedgerEntry {}

  /** A result that is in doubt. */
  record Disputed(Instant at, String ticker) implements LedgerEntry {}

  /** Another result in place of the first. */
  record Amended(Instant at, String ticker, Verdict verdict) implements LedgerEntry {}

  /** Another boundary between live and historical data. */
  record CutoffMoved(Instant at, Instant cutoff) implements LedgerEntry {}

  /** The payment of a determined market to everybody who holds it. */
  record Settled(Instant at, String ticker) implements LedgerEntry {}
}
