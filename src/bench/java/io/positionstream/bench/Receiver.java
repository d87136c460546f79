package io.positionstream.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** All clients in one thread: thousands of connections must cost the machine little. */
final class Receiver implements AutoCloseable {

  private static final int READ = 256 << 10;

  /** A snapshot of the largest account that is measured, and a read. */
  private static final int WORK = 4 << 20;

  private static final int SLOW_READ = 4 << 10;
  private static final long SLOW_PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Tally tally;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ);
  private final byte[] work = new byte[WORK];
  private final Queue<Pause> pauses = new ArrayDeque<>();
  private volatile boolean running = true;
  private volatile boolean released;
  private volatile @Nullable Throwable failure;

  private record Pause(Stream stream, long until) {}

  Receiver(Tally tally) throws IOException {
    this.tally = tally;
    this.selector = Selector.open();
    this.thread = Thread.ofPlatform().name("receiver").start(this::run);
  }

  /** Connects and asks; may be called from any thread. */
  void open(Stream stream) {
    later(() -> connect(stream));
  }

  /** Cuts the connection. */
  void cut(Stream stream) {
    later(() -> hangUp(stream));
  }

  /** Comes back with the last id. */
  void reconnect(Stream stream, long due) {
    later(
        () -> {
          stream.reconnectDue = due;
          connect(stream);
        });
  }

  /** From now on everybody reads as is their habit. */
  void hold() {
    released = false;
  }

  /** From now on everybody reads. */
  void release(List<Stream> streams) {
    released = true;
    later(
        () ->
            streams.forEach(
                stream -> {
                  SelectionKey key = stream.key;
                  if (key != null && key.isValid()) {
                    key.interestOps(SelectionKey.OP_READ);
                  }
                }));
  }

  /** Why it stopped, if it did. */
  @Nullable Throwable failure() {
    return failure;
  }

  private void later(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  private void run() {
    try {
      while (running) {
        if (pauses.isEmpty()) {
          selector.select(this::ready, 1_000);
        } else {
          selector.select(this::ready, 5);
          resumeSlow();
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
        tally.publish();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void resumeSlow() {
    long now = System.nanoTime();
    for (Pause p = pauses.peek(); p != null && p.until() <= now; p = pauses.peek()) {
      pauses.remove();
      SelectionKey key = p.stream().key;
      if (key != null && key.isValid()) {
        key.interestOps(SelectionKey.OP_READ);
      }
    }
  }

  private void ready(SelectionKey key) {
    Stream stream = (Stream) key.attachment();
    try {
      if (key.isConnectable()) {
        ask(stream, key);
      } else {
        read(stream, key);
      }
    } catch (IOException _) {
      lost(stream);
    }
  }

  private static void ask(Stream stream, SelectionKey key) throws IOException {
    SocketChannel channel = (SocketChannel) key.channel();
    channel.finishConnect();
    channel.write(ByteBuffer.wrap(stream.request()));
    key.interestOps(SelectionKey.OP_READ);
  }

  private void read(Stream stream, SelectionKey key) throws IOException {
    in.clear();
    boolean slow = stream.habit == Stream.Habit.SLOW && !released;
    if (slow && stream.check.reached() >= 0) {
      in.limit(SLOW_READ);
    }
    int count = ((SocketChannel) key.channel()).read(in);
    long now = System.nanoTime();
    if (count < 0) {
      lost(stream);
      return;
    }
    stream.read(in.flip(), work, now);
    if (released || stream.check.reached() < 0) {
      return;
    }
    if (slow) {
      key.interestOps(0);
      pauses.add(new Pause(stream, now + SLOW_PAUSE));
    } else if (stream.habit == Stream.Habit.STALLED) {
      key.interestOps(0);
    }
  }

  private void connect(Stream stream) {
    try {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (stream.habit != Stream.Habit.HEALTHY) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 2 * SLOW_READ);
      }
      stream.channel = channel;
      stream.begin();
      Subscription at = stream.subscription;
      channel.connect(new InetSocketAddress(at.host(), at.port()));
      stream.key = channel.register(selector, SelectionKey.OP_CONNECT, stream);
    } catch (IOException e) {
      throw new IllegalStateException("No connection.", e);
    }
  }

  private void lost(Stream stream) {
    tally.closed++;
    hangUp(stream);
  }

  private static void hangUp(Stream stream) {
    stream.open = false;
    try {
      if (stream.channel != null) {
        stream.channel.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    running = false;
    selector.wakeup();
    thread.join();
    for (SelectionKey key : new ArrayList<>(selector.keys())) {
      key.channel().close();
    }
    selector.close();
  }
}
