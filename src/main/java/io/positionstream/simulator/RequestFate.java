package io.positionstream.simulator;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of one request.
 *
 * @param refused the connection ends without an answer
 * @param delay how late the answer comes
 * @param instead the answer in place of the right one
 * @param change what happens to the right one
 * @param skew how far ahead the exchange's clock is for this request
 */
record RequestFate(
    boolean refused, Duration delay, Optional<Reply> instead, Distortion change, Duration skew) {
  static final RequestFate GOOD =
      new RequestFate(false, Duration.ZERO, Optional.empty(), Distortion.NONE, Duration.ZERO);

  RequestFate refuse() {
    return new RequestFate(true, delay, instead, change, skew);
  }

  RequestFate later(Duration more) {
    return new RequestFate(refused, delay.plus(more), instead, change, skew);
  }

  /** The first answer in place of the right one stays. */
  RequestFate answeredBy(Reply reply) {
    return new RequestFate(refused, delay, instead.or(() -> Optional.of(reply)), change, skew);
  }

  RequestFate changedBy(Distortion more) {
    return new RequestFate(refused, delay, instead, change.then(more), skew);
  }

  RequestFate skewedBy(Duration more) {
    return new RequestFate(refused, delay, instead, change, skew.plus(more));
  }
}
