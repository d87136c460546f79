package io.positionstream.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.IntFunction;

/**
 * Publishes each update by a POST of its own, on one connection, without waiting for the answers.
 * The body is the message that our service would send for it.
 */
final class PostPublisher implements Publisher {

  private final IntFunction<URI> address;
  private final Socket socket;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  PostPublisher(IntFunction<URI> address) throws IOException {
    this.address = address;
    URI first = address.apply(0);
    this.socket = new Socket(first.getHost(), first.getPort());
    socket.setTcpNoDelay(true);
    InputStream answers = socket.getInputStream();
    Thread.ofPlatform().daemon().name("answers").start(() -> discard(answers));
  }

  private static void discard(InputStream answers) {
    byte[] some = new byte[64 << 10];
    try {
      while (answers.read(some) >= 0) {
        // Whether a message was accepted shows when it arrives, or does not.
      }
    } catch (IOException _) {
      // The measurement is over.
    }
  }

  @Override
  public void send(Feed feed, long number) {
    int last = feed.lastPrice(number);
    int bid = Feed.bid(last);
    String now = Instant.ofEpochMilli(Instant.now().toEpochMilli()).toString();
    String body =
        """
        {"type":"position_update","seq":%d,"data":{"ticker":"%s","current_price":%d.%02d,\
        "bid":BID,"last_price":%d.%02d,"price_as_of":"%s","position_value":%d.%02d,\
        "unrealized_pnl":0.75,"unrealized_pnl_percent":18.75,"last_updated":"%s"}}\
        """
            .replace("BID", bid / 100 + ".5")
            .formatted(
                number,
                Feed.ticker(feed.account(), feed.market(number)),
                bid / 100,
                bid % 100,
                last / 100,
                last % 100,
                now,
                bid / 1000,
                bid % 100,
                now);
    URI uri = address.apply(feed.account());
    String request =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(UrlTarget.target(uri), uri.getAuthority(), body.length(), body);
    kept.writeBytes(request.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void flush() throws IOException {
    if (kept.size() > 0) {
      kept.writeTo(socket.getOutputStream());
      kept.reset();
    }
  }
}
