package io.positionstream.exchange;

import org.jspecify.annotations.Nullable;

/** Why the exchange did not give what was asked. Messages are for people and hold no secrets. */
public abstract sealed class ExchangeFailure extends RuntimeException {

  private ExchangeFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The private key cannot be read as one; nothing was sent. */
  public static final class UnusableKey extends ExchangeFailure {
    public UnusableKey(String message) {
      super(message, null);
    }
  }

  /** The exchange refuses the key (401): asking again will not help. */
  public static final class KeyRefused extends ExchangeFailure {
    public KeyRefused(String message) {
      super(message, null);
    }
  }

  /** The key is good, but may not read this (403). */
  public static final class KeyRestricted extends ExchangeFailure {
    public KeyRestricted(String message) {
      super(message, null);
    }
  }

  /** The exchange cannot be reached or says that it is down or busy: later is better. */
  public static final class Unavailable extends ExchangeFailure {
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** No answer in time. */
  public static final class TimedOut extends ExchangeFailure {
    public TimedOut(String message) {
      super(message, null);
    }
  }

  /** An answer that is not what the exchange documents. */
  public static sealed class Unexpected extends ExchangeFailure {
    public Unexpected(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** There is no such thing (404): an older exchange, or one that does not offer it. */
  public static final class NotFound extends Unexpected {
    public NotFound(String message) {
      super(message, null);
    }
  }
}
