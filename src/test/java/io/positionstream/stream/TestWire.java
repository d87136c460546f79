package io.positionstream.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A client that takes everything at once, or, stalled, one write when it is told to. */
final class TestWire implements Wire {

  private final List<Buffer> writes = new ArrayList<>();
  private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
  private final SseClient client = new SseClient();
  private final Deque<Buffer> untaken = new ArrayDeque<>();
  private String last = "";
  private boolean stalled;
  private boolean ended;
  private boolean cut;

  @Override
  public Future<Void> write(Buffer bytes) {
    writes.add(bytes);
    untaken.add(bytes);
    Promise<Void> taken = Promise.promise();
    waiting.add(taken);
    if (!stalled) {
      take();
    }
    return taken.future();
  }

  @Override
  public Future<Void> end(Buffer words) {
    last = words.toString();
    ended = true;
    return stalled ? Promise.<Void>promise().future() : Future.succeededFuture();
  }

  @Override
  public void cut() {
    cut = true;
  }

  TestWire stall() {
    stalled = true;
    return this;
  }

  /** The client takes the oldest write that waits. */
  void take() {
    client.read(untaken.remove().toString());
    waiting.remove().complete();
  }

  /** The client is gone: what waits fails. */
  void breakOff() {
    waiting.remove().fail("gone");
  }

  /** All writes so far. */
  List<Buffer> writes() {
    return writes;
  }

  Buffer lastWrite() {
    return writes.getLast();
  }

  /** Bytes that wait to be taken. */
  int queued() {
    return untaken.stream().mapToInt(Buffer::length).sum();
  }

  SseClient client() {
    return client;
  }

  String lastWords() {
    return last;
  }

  boolean isEnded() {
    return ended;
  }

  boolean isCut() {
    return cut;
  }
}
