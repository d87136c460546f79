package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Transport.Message;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Carries what callbacks bring to one listener, in order. What comes before the listener waits. It
 * is bounded: a listener that falls behind ends the connection rather than the memory, and the next
 * one reads by REST what was missed.
 */
final class Inbox {

  private static final int BOUND = 20_000;

  private final UnicastProcessor<Message> messages =
      UnicastProcessor.create(new LinkedBlockingQueue<>(BOUND), () -> {});

  Multi<Message> messages() {
    return messages
        .onFailure(failure -> !(failure instanceof LineLost))
        .transform(
            failure -> new LineLost(LossReason.OVERRUN, "messages come faster than they are read"));
  }

  void add(Message message) {
    messages.onNext(message);
  }

  /** Ends the stream; later reasons are ignored. */
  void end(String reason) {
    messages.onError(new LineLost(LossReason.CLOSED, reason));
  }

  /** The same when the socket is to blame, not the exchange. */
  void breaks(String reason) {
    messages.onError(new LineLost(LossReason.BROKEN, reason));
  }
}
