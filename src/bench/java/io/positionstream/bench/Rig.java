package io.positionstream.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A server with the streams of one shape, ready to be put under load. */
final class Rig implements AutoCloseable {

  private static final int OPENED_PER_SECOND = 2_000;
  private static final long OPEN_SECONDS = 60;
  private static final long DRAIN_SECONDS = 15;

  private final Target target;
  private final List<Feed> feeds;
  private final Tally tally = new Tally();

  /** Of those who read too slowly, or not at all. */
  private final Tally sick = new Tally();

  private final Receiver receiver;
  private final List<Stream> streams = new ArrayList<>();
  private final long rssBefore;

  Rig(Target target, List<Feed> feeds) throws IOException {
    this.target = target;
    this.feeds = feeds;
    this.receiver = new Receiver(tally);
    this.rssBefore = Gauge.of(target.pid()).rssKilobytes();
  }

  static List<Feed> feeds(Shape shape) {
    return IntStream.range(0, shape.accounts())
        .mapToObj(account -> new Feed(account, shape.positions()))
        .toList();
  }

  /** Opens so many streams of each account; the habit is that of the n-th stream. */
  void open(int each, IntFunction<Stream.Habit> habit) throws IOException {
    receiver.hold();
    long start = System.nanoTime();
    int first = streams.size();
    for (int n = 0; n < each * feeds.size(); n++) {
      Waiting.until(start + n * 1_000_000_000L / OPENED_PER_SECOND);
      Feed feed = feeds.get(n % feeds.size());
      Stream stream =
          new Stream(
              target.subscription(feed.account()),
              habit.apply(n),
              feed,
              habit.apply(n) == Stream.Habit.HEALTHY ? tally : sick,
              target.cutsEach());
      streams.add(stream);
      receiver.open(stream);
    }
    if (target.sendsSnapshots()) {
      List<Stream> opened = streams.subList(first, streams.size());
      await("streams to open", OPEN_SECONDS, () -> unopened(opened) == 0);
    } else {
      Waiting.millis(2_000);
    }
  }

  private static long unopened(List<Stream> opened) {
    return opened.stream().filter(stream -> stream.check.reached() < 0).count();
  }

  /** Those who stalled do it again: after a run, everybody reads. */
  void stallAgain() {
    receiver.hold();
  }

  /** What became of those who read badly. */
  String sick(String name) {
    return "%s: gaps / repeats / reorders %d / %d / %d, updates conflated %d, closed %d %s"
        .formatted(
            name, sick.gaps, sick.repeats, sick.reorders, sick.conflated, sick.closed, sick.errors);
  }

  /** Puts the load on, measures, takes it off, and waits until everybody has all of it. */
  Row run(Shape shape) throws IOException, InterruptedException {
    return run(shape, () -> {});
  }

  /**
   * @param meanwhile is done when the measured time begins
   */
  Row run(Shape shape, Runnable meanwhile) throws IOException, InterruptedException {
    try (Probe probe = new Probe(target.subscription(0), target.probe())) {
      tally.latency.reset();
      Pacer pacer = new Pacer(feeds, target.publisher(), shape.rate(), burst(shape));
      long from = System.nanoTime() + shape.warm() * 1_000_000_000L;
      long until = from + shape.seconds() * 1_000_000_000L;
      tally.measure(from, until);
      Waiting.until(from);
      probe.reset();
      Sample before = Sample.of(target, tally, pacer);
      meanwhile.run();
      Waiting.until(until);
      Sample after = Sample.of(target, tally, pacer);
      pacer.stop();
      long missing = drain();
      return Row.of(shape, before, after, rssBefore, tally, missing, probe.delay(), streams.size());
    }
  }

  /** So many updates are due at the same time that one account may as well have some of them. */
  private static int burst(Shape shape) {
    return shape.rate() < 50_000 ? 1 : shape.rate() / 1_000;
  }

  /** Waits for what was sent; returns how many updates have still not arrived. */
  private long drain() throws IOException {
    long deadline = System.nanoTime() + DRAIN_SECONDS * 1_000_000_000L;
    receiver.release(streams);
    long missing = missing();
    while (missing > 0 && System.nanoTime() < deadline) {
      Waiting.millis(20);
      missing = missing();
    }
    fail();
    return missing;
  }

  private long missing() {
    long missing = 0;
    for (Stream stream : streams) {
      if (stream.open) {
        Feed feed = feeds.get(stream.subscription.account());
        long last = feed.last() < feed.markets() ? stream.check.reached() : feed.last();
        missing += Math.max(0, last - stream.check.reached());
      }
    }
    return missing;
  }

  Target target() {
    return target;
  }

  List<Feed> feeds() {
    return feeds;
  }

  Tally tally() {
    return tally;
  }

  List<Stream> streams() {
    return streams;
  }

  Receiver receiver() {
    return receiver;
  }

  private void fail() {
    if (receiver.failure() != null) {
      throw new IllegalStateException("The receiver failed.", receiver.failure());
    }
  }

  /** Waits for a condition that other threads bring about. */
  void await(String what, long seconds, java.util.function.BooleanSupplier done)
      throws IOException {
    long deadline = System.nanoTime() + seconds * 1_000_000_000L;
    while (!done.getAsBoolean()) {
      fail();
      if (System.nanoTime() > deadline) {
        throw new IOException("Waited too long for " + what + "; " + tally.errors);
      }
      Waiting.millis(20);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    receiver.close();
  }
}
