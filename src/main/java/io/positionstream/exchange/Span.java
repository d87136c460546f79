package io.positionstream.exchange;

import java.time.Instant;

/**
 * A stretch of an account's past, by the exchange's clock; both ends belong to it. Exchanges filter
 * by whole seconds, so a little more may be read than was asked for.
 *
 * @param from {@link Instant#EPOCH} is from the beginning
 * @param until {@link Instant#MAX} is until now
 */
public record Span(Instant from, Instant until) {

  /** From this moment until now. */
  public static Span since(Instant from) {
    return new Span(from, Instant.MAX);
  }

  /** From the beginning until this moment. */
  public static Span before(Instant until) {
    return new Span(Instant.EPOCH, until);
  }
}
