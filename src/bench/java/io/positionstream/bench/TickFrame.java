package io.positionstream.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The {@code ticker} frame of one account, as the exchange writes it; only digits change. */
final class TickFrame {

  /** No frame is longer. */
  static final int LONGEST = 600;

  private static final int HEAD = 4;

  private final Feed feed;
  private final byte[] text;
  private final int market;
  private final int last;
  private final int bid;
  private final int ask;
  private final int seconds;
  private final int millis;

  TickFrame(Feed feed) {
    this.feed = feed;
    String frame =
        """
        {"type":"ticker","sid":4,"msg":{"market_ticker":"%s",\
        "market_id":"9b0f6b43-5b68-4f9f-9f02-9a2d1b8ac1a1","price_dollars":"0.7777",\
        "yes_bid_dollars":"0.5555","yes_ask_dollars":"0.6666","yes_bid_size_fp":"300.00",\
        "yes_ask_size_fp":"150.00","last_trade_size_fp":"10.00","volume_fp":"33896.00",\
        "open_interest_fp":"20422.00","dollar_volume":16948,"dollar_open_interest":10211,\
        "ts":1111111111,"ts_ms":2222222222222,"time":"2026-11-21T12:00:00.000000Z"}}
        """
            .formatted(Feed.ticker(feed.account(), 0));
    this.text = frame.getBytes(StandardCharsets.US_ASCII);
    this.market = frame.indexOf("-0000\"") + 1;
    this.last = frame.indexOf("7777");
    this.bid = frame.indexOf("5555", frame.indexOf("yes_bid"));
    this.ask = frame.indexOf("6666");
    this.seconds = frame.indexOf("1111111111");
    this.millis = frame.indexOf("2222222222222");
  }

  /**
   * Writes the WebSocket frame of an update.
   *
   * @return its length
   */
  int write(long number, byte[] to, int at) {
    int lastPrice = feed.lastPrice(number);
    int bidPrice = Feed.bid(lastPrice);
    long now = Instant.now().toEpochMilli();
    to[at] = (byte) 0x81;
    to[at + 1] = 126;
    to[at + 2] = (byte) (text.length >> 8);
    to[at + 3] = (byte) text.length;
    int start = at + HEAD;
    System.arraycopy(text, 0, to, start, text.length);
    digits(to, start + market, 4, feed.market(number));
    digits(to, start + last, 4, lastPrice);
    digits(to, start + bid, 4, bidPrice);
    digits(to, start + ask, 4, bidPrice + 100);
    digits(to, start + seconds, 10, now / 1000);
    digits(to, start + millis, 13, now);
    return HEAD + text.length;
  }

  private static void digits(byte[] to, int at, int count, long value) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      to[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
