package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

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
  private final Deque<Writer> waiting = new ArrayDeque<>();
  private final SseClient client = new SseClient();
  private final Deque<Buffer> untaken = new ArrayDeque<>();
  private String last = "";
  private boolean stalled;
  private boolean ended;
  private boolean cut;

  @Override
  public void write(Buffer bytes, Writer writer) {
    assertThat(waiting).as("one write at a time").isEmpty();
    writes.add(bytes);
    untaken.add(bytes);
    waiting.add(writer);
    if (!stalled) {
      take();
    }
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
    waiting.remove().written(true);
  }

  /** The client is gone: what waits fails. */
  void breakOff() {
    waiting.remove().written(false);
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
