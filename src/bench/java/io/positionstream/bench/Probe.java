package io.positionstream.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks the server's event loops for nothing every 20 ms, on a few connections, and measures how
 * long the answer takes: what a loop is late, and some 0.1 ms for the answer itself. A question is
 * due at a fixed time, as updates are.
 */
final class Probe implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final long PERIOD_NANOS = 20_000_000;

  private final Histogram delay = new ConcurrentHistogram(300_000_000_000L, 3);
  private final List<Socket> sockets = new ArrayList<>();
  private volatile boolean running = true;

  Probe(Subscription at, String request) throws IOException {
    byte[] question = request.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket socket = new Socket(at.host(), at.port());
      socket.setTcpNoDelay(true);
      sockets.add(socket);
      Thread.ofPlatform().daemon().name("probe").start(() -> run(socket, question));
    }
  }

  private void run(Socket socket, byte[] question) {
    byte[] answer = new byte[8 << 10];
    try {
      Timers.precise();
      InputStream in = socket.getInputStream();
      long due = System.nanoTime();
      while (running) {
        due += PERIOD_NANOS;
        Waiting.until(due);
        socket.getOutputStream().write(question);
        if (in.read(answer) < 0) {
          return;
        }
        delay.recordValue(Math.max(1, System.nanoTime() - due));
      }
    } catch (IOException e) {
      if (running) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** From here on. */
  void reset() {
    delay.reset();
  }

  Histogram delay() {
    return delay.copy();
  }

  @Override
  public void close() throws IOException {
    running = false;
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
