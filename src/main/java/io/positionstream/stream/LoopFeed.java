package io.positionstream.stream;

import io.positionstream.engine.AccountEngine;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.subscription.MultiSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one account on one event loop: however many they are, a change of the account is
 * one task of that loop, and changes that come before it has run are part of it.
 *
 * <p>Confined to the loop, except for what the engine calls.
 */
final class LoopFeed implements MultiSubscriber<Portfolio> {

  private static final Logger LOG = Logger.getLogger(LoopFeed.class);

  private final AccountEngine engine;
  private final AccountEncoder encoder;
  private final Loop loop;
  private final Runnable onEmpty;
  private final List<StreamReader> readers = new ArrayList<>();
  private final AtomicBoolean turning = new AtomicBoolean();
  private volatile long heardMicros;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean joining;
  private boolean waking;
  private boolean left;

  /**
   * @param onEmpty told on the loop when the last reader has left
   */
  LoopFeed(AccountEngine engine, AccountEncoder encoder, Loop loop, Runnable onEmpty) {
    this.engine = engine;
    this.encoder = encoder;
    this.loop = loop;
    this.onEmpty = onEmpty;
  }

  /** The newest cut. */
  Cut cut() {
    return encoder.cut(engine.portfolio());
  }

  void join(StreamReader reader) {
    readers.add(reader);
    if (subscription == null) {
      // What is told now is in the first write of whoever joins.
      joining = true;
      engine.portfolios().subscribe().withSubscriber(this);
      joining = false;
    }
  }

  void leave(StreamReader reader) {
    if (waking) {
      // The list is being read: it is cleared afterwards.
      left = true;
    } else if (readers.remove(reader) && readers.isEmpty()) {
      cancel();
    }
  }

  private void cancel() {
    Flow.Subscription upstream = subscription;
    if (upstream != null) {
      upstream.cancel();
    }
    onEmpty.run();
  }

  @Override
  public void onSubscribe(Flow.Subscription upstream) {
    subscription = upstream;
    upstream.request(Long.MAX_VALUE);
  }

  /** On the thread of the engine. */
  @Override
  public void onItem(Portfolio moved) {
    if (!joining && !turning.getAndSet(true)) {
      heardMicros = StreamMetrics.micros(moved.updatedAt());
      loop.afterSockets(this::turn);
    }
  }

  private void turn() {
    long heard = heardMicros;
    turning.set(false);
    Cut cut = cut();
    each(reader -> reader.wake(cut, heard));
  }

  private void each(Consumer<StreamReader> task) {
    waking = true;
    try {
      for (StreamReader reader : readers) {
        run(task, reader);
      }
    } finally {
      waking = false;
    }
    if (left) {
      left = false;
      readers.removeIf(reader -> !reader.isOpen());
      if (readers.isEmpty()) {
        cancel();
      }
    }
  }

  /** One that fails must not keep the others from what they are to be told. */
  private void run(Consumer<StreamReader> task, StreamReader reader) {
    try {
      task.accept(reader);
    } catch (RuntimeException e) {
      LOG.errorf(e, "stream failed account=%s", engine.account());
      reader.engineStopped();
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    LOG.errorf(failure, "stream failed account=%s", engine.account());
    onCompletion();
  }

  /** The engine stopped: what it told last has been queued before. */
  @Override
  public void onCompletion() {
    loop.afterSockets(() -> each(StreamReader::engineStopped));
  }
}
