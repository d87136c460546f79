package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.Cursor;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.PortfolioChange;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. Asks for one portfolio, writes all that changed since the last write at once,
 * and asks again when the socket has taken it: a slow client gets fewer, newer updates and delays
 * nobody.
 *
 * <p>Confined to the event loop of its connection; {@link #onItem} and {@link #end} hop there.
 */
final class StreamReader implements MultiSubscriber<Portfolio>, Cancellable {

  private static final Logger LOG = Logger.getLogger(StreamReader.class);
  private static final long LAST_WORDS_MILLIS = 500;
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

  private final AccountEngine engine;
  private final AccountEncoder encoder;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Context loop;
  private Optional<Cursor> cursor;
  private boolean greeted;
  private boolean ended;
  private long lastWriteNanos = System.nanoTime();
  private volatile Flow.@Nullable Subscription subscription;

  /**
   * @param cursor where the client says it stands; empty for a new one
   */
  StreamReader(
      AccountEngine engine,
      AccountEncoder encoder,
      HttpServerRequest request,
      Context loop,
      Optional<Cursor> cursor) {
    this.engine = engine;
    this.encoder = encoder;
    this.request = request;
    this.response = request.response();
    this.loop = loop;
    this.cursor = cursor;
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    upstream.request(1);
  }

  @Override
  public void onItem(Portfolio ignored) {
    // By the time the loop comes to it there may be a newer one: that is the one to write.
    loop.runOnContext(v -> move(engine.portfolio()));
  }

  @Override
  public void onFailure(Throwable failure) {
    LOG.errorf(failure, "stream failed account=%s", engine.account());
    onCompletion();
  }

  /** The engine stopped; the client comes back and finds the next one, or the reason. */
  @Override
  public void onCompletion() {
    loop.runOnContext(v -> close(Buffer.buffer()));
  }

  /** Tells the client why and closes. */
  void end(String code, String message) {
    loop.runOnContext(v -> close(Buffer.buffer(AccountEncoder.error(code, message))));
  }

  /** Writes a comment if nothing was written for {@code silence}. */
  void beat(Duration silence) {
    loop.runOnContext(
        v -> {
          boolean silent = System.nanoTime() - lastWriteNanos >= silence.toNanos();
          if (silent && greeted && !ended && !response.writeQueueFull()) {
            lastWriteNanos = System.nanoTime();
            response.write(HEARTBEAT).onFailure(gone -> cancel());
          }
        });
  }

  private void move(Portfolio portfolio) {
    if (ended) {
      return;
    }
    Optional<PortfolioChange> change = AccountEncoder.since(cursor, portfolio);
    if (greeted && change.isEmpty()) {
      // More facts than are kept have passed: dropping some in silence would be a lie.
      close(Buffer.buffer(AccountEncoder.error("too_slow", "You fell too far behind; resume.")));
      return;
    }
    byte[] bytes = compose(portfolio, change);
    cursor = Optional.of(portfolio.cursor());
    greeted = true;
    if (bytes.length == 0) {
      demand();
    } else {
      write(Buffer.buffer(bytes));
    }
  }

  private byte[] compose(Portfolio portfolio, Optional<PortfolioChange> change) {
    if (change.isEmpty()) {
      return encoder.snapshot(portfolio);
    }
    return greeted ? encoder.update(change.get()) : encoder.resumption(change.get());
  }

  private void write(Buffer buffer) {
    lastWriteNanos = System.nanoTime();
    response.write(buffer).onSuccess(taken -> demand()).onFailure(gone -> cancel());
  }

  private void demand() {
    Flow.Subscription upstream = subscription;
    if (upstream != null && !ended) {
      upstream.request(1);
    }
  }

  private void close(Buffer last) {
    if (ended) {
      return;
    }
    cancel();
    response.end(last).onFailure(e -> LOG.debugf("client was gone account=%s", engine.account()));
    // A client that takes nothing would keep the connection: the last words are not worth that.
    loop.owner().setTimer(LAST_WORDS_MILLIS, timer -> hangUp());
  }

  private void hangUp() {
    if (!response.closed()) {
      request
          .connection()
          .close()
          .onFailure(e -> LOG.debugf("client was gone account=%s", engine.account()));
    }
  }

  /** The client is gone, or is about to be. */
  @Override
  public void cancel() {
    ended = true;
    Flow.Subscription upstream = subscription;
    if (upstream != null) {
      upstream.cancel();
    }
  }
}
