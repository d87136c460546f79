package io.positionstream.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads server-sent events out of bytes, all of them, without making objects: a million updates a
 * second leave no time for a parser of JSON. It relies on the contract's order of fields ({@code
 * type}, {@code seq}, then {@code ticker} or {@code id}, later {@code last_price}) and fails if it
 * finds another.
 */
final class Messages {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LINE_ENDS = 0x0a0a0a0a0a0a0a0aL;
  private static final byte[] TICKER = "\"ticker\":\"KXB".getBytes(StandardCharsets.US_ASCII);
  private static final int TICKER_LENGTH = 12;

  private final Feed feed;
  private final Check check;
  private final Tally tally;
  private final boolean cutEach;
  private final Stream stream;
  private byte[] lastId = {};
  private int lastIdLength;
  private boolean greeted;

  /**
   * @param cutEach whether every message is a cut of its own, as on servers that know no others
   */
  Messages(Feed feed, Check check, Tally tally, boolean cutEach, Stream stream) {
    this.feed = feed;
    this.check = check;
    this.tally = tally;
    this.cutEach = cutEach;
    this.stream = stream;
  }

  /** The last id that was told, or nothing. */
  String lastId() {
    return new String(lastId, 0, lastIdLength, StandardCharsets.US_ASCII);
  }

  /**
   * Reads every whole message.
   *
   * @return where the first one begins that is not whole
   */
  int parse(byte[] b, int length, long now) {
    int begin = 0;
    int at = 0;
    int data = -1;
    int dataEnd = 0;
    int id = -1;
    int idEnd = 0;
    while (true) {
      int end = lineEnd(b, at, length);
      if (end < 0) {
        tally.bytes(begin);
        return begin;
      }
      if (end == at) {
        whole(b, data, dataEnd, id, idEnd, now);
        begin = end + 1;
        data = -1;
        id = -1;
      } else if (b[at] == 'd') {
        data = at + 6;
        dataEnd = end;
      } else if (b[at] == 'i') {
        id = at + 4;
        idEnd = end;
      } else if (b[at] == ':') {
        tally.heartbeats++;
      }
      at = end + 1;
    }
  }

  private static int lineEnd(byte[] b, int from, int length) {
    int i = from;
    for (; i + 8 <= length; i += 8) {
      long x = (long) LONGS.get(b, i) ^ LINE_ENDS;
      long found = (x - 0x0101010101010101L) & ~x & 0x8080808080808080L;
      if (found != 0) {
        return i + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; i < length; i++) {
      if (b[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void whole(byte[] b, int data, int dataEnd, int id, int idEnd, long now) {
    tally.silence.recordValue(Math.max(1, now - stream.lastHeard));
    stream.lastHeard = now;
    boolean snapshot = false;
    if (data >= 0) {
      // {"type":"position_update": the ninth letter and on.
      byte first = b[data + 9];
      byte second = b[data + 10];
      if (first == 'p' && second == 'o' && b[data + 18] == 'u' && b[data + 11] == 's') {
        update(b, data, now);
      } else if (first == 's' && second == 'n') {
        snapshot = true;
        snapshot(b, data, dataEnd, now);
      } else if (first == 'r') {
        tally.resumed++;
        answered(now);
      } else if (first == 'e') {
        tally.error(word(b, data + 25));
      }
    }
    if (id >= 0) {
      lastIdLength = idEnd - id;
      if (lastId.length < lastIdLength) {
        lastId = new byte[lastIdLength + 16];
      }
      System.arraycopy(b, id, lastId, 0, lastIdLength);
    }
    if (data >= 0 && !snapshot && (id >= 0 || cutEach)) {
      check.cut();
    }
  }

  private void answered(long now) {
    if (stream.reconnectDue != 0) {
      tally.resumption.recordValue(Math.max(1, now - stream.reconnectDue));
      stream.reconnectDue = 0;
    }
  }

  private void update(byte[] b, int data, long now) {
    int at = data + 32;
    long seq = 0;
    while (b[at] != ',') {
      seq = seq * 10 + b[at++] - '0';
    }
    // ,"data":{"ticker":"… or, when the position is told as a whole, ,"data":{"id":"…
    int ticker = at + (b[at + 10] == 'i' ? 15 : 19);
    long number = number(b, ticker, at + 400);
    check.seq(seq);
    check.update(number);
    tally.update();
    tally.arrived(feed.due(number), now);
  }

  private void snapshot(byte[] b, int data, int dataEnd, long now) {
    tally.snapshots++;
    answered(now);
    int at = data;
    while ((at = ticker(b, at, dataEnd)) >= 0) {
      check.update(number(b, at, dataEnd));
      at += TICKER_LENGTH;
    }
    check.snapshot(!greeted);
    greeted = true;
  }

  private static int ticker(byte[] b, int from, int end) {
    for (int i = from; i < end - TICKER.length; i++) {
      if (b[i] == '"'
          && b[i + 1] == 't'
          && Arrays.equals(b, i, i + TICKER.length, TICKER, 0, TICKER.length)) {
        return i + 10;
      }
    }
    return -1;
  }

  /** The number of the update that begins with this ticker. */
  private long number(byte[] b, int ticker, int limit) {
    if (b[ticker] != 'K' || b[ticker + 1] != 'X' || b[ticker + 2] != 'B') {
      throw new IllegalStateException("Unexpected order of fields: " + word(b, ticker));
    }
    if (digits(b, ticker + 3) != feed.account()) {
      tally.foreign++;
    }
    int i = ticker + TICKER_LENGTH;
    int end = Math.min(limit, b.length - 16);
    // "last_price": and not "last_updated":
    while (i < end && !(b[i] == 'l' && b[i - 1] == '"' && b[i + 5] == 'p')) {
      i++;
    }
    if (i == end) {
      throw new IllegalStateException("An update without last_price.");
    }
    return feed.number(digits(b, ticker + 8), cents(b, i + 12));
  }

  private static int digits(byte[] b, int at) {
    return (b[at] - '0') * 1000
        + (b[at + 1] - '0') * 100
        + (b[at + 2] - '0') * 10
        + b[at + 3]
        - '0';
  }

  /** A decimal of cents with up to two places, in 0.01 ¢. */
  private static int cents(byte[] b, int from) {
    int at = from;
    int value = 0;
    while (b[at] >= '0' && b[at] <= '9') {
      value = value * 10 + b[at++] - '0';
    }
    value *= 100;
    if (b[at] == '.') {
      value += (b[at + 1] - '0') * 10;
      if (b[at + 2] >= '0' && b[at + 2] <= '9') {
        value += b[at + 2] - '0';
      }
    }
    return value;
  }

  private static String word(byte[] b, int at) {
    int end = at;
    while (end < b.length && b[end] != '"' && end < at + 40) {
      end++;
    }
    return new String(b, at, end - at, StandardCharsets.US_ASCII);
  }
}
