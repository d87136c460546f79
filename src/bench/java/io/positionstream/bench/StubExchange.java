package io.positionstream.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * An exchange that speaks the wire and does nothing else, so that its cost is not measured: every
 * account holds ten YES contracts in each of its markets; any signature will do. A request of key
 * {@code bench-0007} is of account 7.
 */
final class StubExchange implements AutoCloseable {

  private static final int PING_SECONDS = 10;

  private final ServerSocket server;
  private final List<Feed> feeds;
  private final StubReplies replies;
  private final StubLine[] lines;
  private final ScheduledExecutorService pings =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  StubExchange(int port, List<Feed> feeds) throws IOException {
    this.server = new ServerSocket(port, 1024, InetAddress.getLoopbackAddress());
    this.feeds = feeds;
    this.replies = new StubReplies();
    this.lines = new StubLine[feeds.size()];
    Thread.ofVirtual().start(this::accept);
    pings.scheduleAtFixedRate(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
  }

  int port() {
    return server.getLocalPort();
  }

  static String key(int account) {
    return "bench-%04d".formatted(account);
  }

  /** Sends prices on the accounts' lines. */
  Publisher publisher() {
    return new Publisher() {
      private StubLine open = StubLine.NONE;

      @Override
      public void send(Feed feed, long number) throws IOException {
        StubLine line = lines[feed.account()];
        if (line != open) {
          open.flush();
          open = line;
        }
        line.tick(number);
      }

      @Override
      public void flush() throws IOException {
        open.flush();
      }
    };
  }

  /** How many accounts listen to their prices. */
  long listening() {
    return java.util.Arrays.stream(lines).filter(l -> l != null && l.isComplete()).count();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
      while (true) {
        String target = line(in).split(" ", 3)[1];
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
          int colon = field.indexOf(':');
          fields.put(field.substring(0, colon), field.substring(colon + 1).strip());
        }
        String key = fields.getOrDefault("KALSHI-ACCESS-KEY", key(0));
        Feed feed = feeds.get(Integer.parseInt(key.substring(key.indexOf('-') + 1)));
        if (fields.containsKey("Upgrade")) {
          lines[feed.account()] = new StubLine(socket, in, feed);
          lines[feed.account()].serve(fields.get("Sec-WebSocket-Key"));
          return;
        }
        answer(socket, replies.to(feed, target));
      }
    } catch (EOFException | java.net.SocketException _) {
      // The client hung up.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Socket socket, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(date, bytes.length);
    byte[] whole = new byte[head.length() + bytes.length];
    System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, whole, 0, head.length());
    System.arraycopy(bytes, 0, whole, head.length(), bytes.length);
    socket.getOutputStream().write(whole);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void ping() {
    for (StubLine line : lines) {
      if (line != null) {
        line.ping();
      }
    }
  }

  @Override
  public void close() throws IOException {
    pings.shutdownNow();
    server.close();
  }
}
