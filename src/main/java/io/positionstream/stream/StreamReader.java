package io.positionstream.stream;

import io.positionstream.portfolio.Cursor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. Writes all that changed since the last write at once, and looks again when the
 * socket has taken it: a slow client gets fewer, newer updates and delays nobody.
 *
 * <p>Confined to the event loop of its connection. Has neither timer nor thread: it is woken by its
 * {@link LoopFeed} and looked after by the wheel of its {@link LoopStreams}.
 */
final class StreamReader implements Wire.Writer {

  private static final long LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** No such moment. */
  private static final long NEVER = Long.MIN_VALUE;

  /** Something waits that no change of now has brought. */
  private static final long UNTIMED = Long.MIN_VALUE + 1;

  private static final Buffer NOTHING = Buffer.buffer();
  private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

  private enum State {
    OPEN,
    /** The last words are on their way. */
    ENDING,
    GONE
  }

  private final Wire wire;
  private final LoopFeed feed;
  private final Terms terms;
  private Runnable onGone = () -> {};
  private State state = State.OPEN;
  private @Nullable Cursor cursor;
  private Buffer unsent = NOTHING;
  private int handedTo;
  private int queued;

  /** When the oldest change that is being written was heard, and the oldest that waits. */
  private long heard = UNTIMED;

  private long waiting = NEVER;
  private long lastNanos;
  private long leaveAtNanos = NEVER;

  StreamReader(Wire wire, LoopFeed feed, Terms terms) {
    this.wire = wire;
    this.feed = feed;
    this.terms = terms;
    this.lastNanos = terms.nanos().getAsLong();
  }

  /** Has {@code task} run once on the loop, when nothing more will be written. */
  void whenGone(Runnable task) {
    onGone = task;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** The first write: all of it, or what was missed since, in the same response. */
  void begin(Optional<String> lastEventId) {
    Cut cut = feed.cut();
    Optional<Write> missed = lastEventId.flatMap(Cursor::parse).flatMap(cut::resumption);
    terms
        .metrics()
        .opened(missed.isPresent() ? Start.RESUMED : Start.refused(lastEventId, cut.cursor()));
    Write first = missed.orElseGet(cut::snapshot);
    String retry = terms.retryLine(Duration.ZERO) + "\n";
    send(cut, first, Buffer.buffer(retry).appendBuffer(first.bytes()), UNTIMED);
  }

  /**
   * The account has moved.
   *
   * @param heardMicros when the oldest change since the last call was heard
   */
  void wake(Cut cut, long heardMicros) {
    if (state != State.OPEN) {
      return;
    }
    if (queued == 0) {
      move(cut, heardMicros);
    } else if (waiting == NEVER) {
      waiting = heardMicros;
    }
  }

  private void move(Cut cut, long heardMicros) {
    Optional<Write> update = Optional.ofNullable(cursor).flatMap(cut::update);
    if (update.isEmpty()) {
      // More facts than are kept have passed: dropping some in silence would be a lie.
      terms.metrics().slow(StreamMetrics.Slow.FACTS);
      end("too_slow", "You fell too far behind; resume.");
    } else if (!update.get().isEmpty()) {
      send(cut, update.get(), update.get().bytes(), heardMicros);
    }
  }

  private void send(Cut cut, Write write, Buffer bytes, long heardMicros) {
    terms.metrics().composed(write);
    cursor = write.to();
    heard = heardMicros;
    // Of many facts there are only the oldest in one write.
    waiting = write.to().equals(cut.cursor()) ? NEVER : heardMicros;
    unsent = bytes;
    handedTo = 0;
    handOver();
  }

  /** As much as may wait in a connection; ends with a message if one ends in its second half. */
  private void handOver() {
    int from = handedTo;
    int to = unsent.length();
    if (to - from > terms.maxQueued()) {
      to = lastMessageEnd(from, from + terms.maxQueued());
    }
    handedTo = to;
    write(from == 0 && to == unsent.length() ? unsent : unsent.slice(from, to));
  }

  private int lastMessageEnd(int from, int to) {
    for (int end = to; end > (from + to) / 2; end--) {
      if (endsMessage(end)) {
        return end;
      }
    }
    return to;
  }

  private boolean endsMessage(int end) {
    return end < 2 || (unsent.getByte(end - 1) == '\n' && unsent.getByte(end - 2) == '\n');
  }

  private void write(Buffer bytes) {
    queued = bytes.length();
    lastNanos = terms.nanos().getAsLong();
    terms.metrics().handed(queued);
    wire.write(bytes, this);
  }

  /** The socket has taken what it was given, or never will. */
  @Override
  public void written(boolean well) {
    terms.metrics().settled(queued);
    queued = 0;
    if (!well) {
      gone();
    } else if (state == State.OPEN) {
      goOn();
    }
  }

  private void goOn() {
    if (handedTo < unsent.length()) {
      handOver();
      return;
    }
    unsent = NOTHING;
    handedTo = 0;
    if (heard != UNTIMED) {
      terms.metrics().told(heard);
      heard = UNTIMED;
    }
    if (waiting != NEVER) {
      long since = waiting;
      waiting = NEVER;
      move(feed.cut(), since);
    }
  }

  /**
   * Looked at about once a second: beats, gives up, takes leave.
   *
   * @return whether the stream is still there
   */
  boolean turn() {
    long now = terms.nanos().getAsLong();
    long silent = now - lastNanos;
    switch (state) {
      case OPEN -> {
        if (leaveAtNanos != NEVER && now - leaveAtNanos >= 0) {
          takeLeave();
        } else if (queued > 0 && silent >= terms.deadlineNanos()) {
          terms.metrics().slow(StreamMetrics.Slow.DEADLINE);
          end("too_slow", "You took nothing for too long; resume.");
        } else if (queued == 0 && silent >= terms.heartbeatNanos()) {
          terms.metrics().sent(MessageType.HEARTBEAT);
          write(HEARTBEAT);
        }
      }
      case ENDING -> {
        if (silent >= LAST_WORDS_NANOS) {
          // A client that takes nothing would keep the connection: last words are not worth that.
          wire.cut();
          gone();
        }
      }
      case GONE -> {}
    }
    return state != State.GONE;
  }

  /** Tells the client why and closes. */
  void end(String code, String sentence) {
    close(MessageType.ERROR, Message.error(code, sentence).text());
  }

  /** The engine stopped; the client comes back and finds the next one, or the reason. */
  void engineStopped() {
    close(null, "");
  }

  /** The service goes down: says so in {@code nanos}, or now, and when to come back. */
  void leaveIn(long nanos) {
    leaveAtNanos = terms.nanos().getAsLong() + nanos;
  }

  private void takeLeave() {
    String retry = terms.retryLine(terms.retry());
    Message last = Message.error("server_shutdown", "The service is going down; come back.");
    close(MessageType.ERROR, retry + last.text());
  }

  private void close(@Nullable MessageType type, String words) {
    if (state != State.OPEN) {
      return;
    }
    state = State.ENDING;
    lastNanos = terms.nanos().getAsLong();
    feed.leave(this);
    if (handedTo < unsent.length() && !endsMessage(handedTo)) {
      // Half a message is out: what would follow could not be read.
      wire.cut();
      gone();
      return;
    }
    unsent = NOTHING;
    if (type != null) {
      terms.metrics().sent(type);
    }
    wire.end(Buffer.buffer(words)).onComplete(done -> gone());
  }

  /** The client is gone, or was let go. */
  void gone() {
    if (state != State.GONE) {
      state = State.GONE;
      unsent = NOTHING;
      feed.leave(this);
      terms.metrics().closed();
      onGone.run();
    }
  }
}
