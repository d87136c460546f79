package io.positionstream.bench;

import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One open connection to the server: takes the framing of HTTP off and hands whole messages to
 * {@link Messages}. Used by the receiving thread only.
 */
final class Stream {

  /** How a client behaves. */
  enum Habit {
    /** Reads what is there. */
    HEALTHY,
    /** Reads 4 KiB every 100 ms. */
    SLOW,
    /** Reads its first message and then nothing until the end. */
    STALLED
  }

  private enum Framing {
    HEAD,
    SIZE,
    CHUNK,
    CHUNK_END,
    /** Not chunked: the messages themselves until the connection ends. */
    PLAIN
  }

  private static final byte[] NOTHING = {};

  final Subscription subscription;
  final Habit habit;
  final Check check;
  final Messages messages;
  @Nullable SocketChannel channel;
  @Nullable SelectionKey key;

  /** When a reconnect was due; 0 when there is none under way. */
  long reconnectDue;

  long lastHeard = System.nanoTime();
  boolean open;

  private Framing framing = Framing.HEAD;
  private final StringBuilder line = new StringBuilder();
  private boolean chunked;
  private int chunkLeft;
  private byte[] rest = NOTHING;

  Stream(Subscription subscription, Habit habit, Feed feed, Tally tally, boolean cutEach) {
    this.subscription = subscription;
    this.habit = habit;
    this.check = new Check(feed, tally);
    this.messages = new Messages(feed, check, tally, cutEach, this);
  }

  /** The request that opens it, or opens it again where it ended. */
  byte[] request() {
    String lastId = messages.lastId();
    return (subscription.request()
            + (lastId.isEmpty() ? "" : "Last-Event-ID: " + lastId + "\r\n")
            + "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A new connection begins. */
  void begin() {
    framing = Framing.HEAD;
    line.setLength(0);
    chunked = false;
    rest = NOTHING;
    open = true;
    check.forget();
  }

  /**
   * Takes over what was read.
   *
   * @param work room for it and for what was left of the last message
   */
  void read(ByteBuffer in, byte[] work, long now) {
    System.arraycopy(rest, 0, work, 0, rest.length);
    int length = rest.length;
    while (in.hasRemaining()) {
      switch (framing) {
        case HEAD -> head(in);
        case SIZE -> size(in);
        case CHUNK -> {
          int part = Math.min(chunkLeft, in.remaining());
          in.get(work, length, part);
          length += part;
          chunkLeft -= part;
          framing = chunkLeft == 0 ? Framing.CHUNK_END : Framing.CHUNK;
        }
        case CHUNK_END -> framing = in.get() == '\n' ? Framing.SIZE : Framing.CHUNK_END;
        case PLAIN -> {
          int part = in.remaining();
          in.get(work, length, part);
          length += part;
        }
      }
    }
    int used = messages.parse(work, length, now);
    rest = used == length ? NOTHING : Arrays.copyOfRange(work, used, length);
  }

  private void head(ByteBuffer in) {
    char c = (char) in.get();
    if (c != '\n') {
      line.append(c);
      return;
    }
    String field = line.toString().strip().toLowerCase(java.util.Locale.ROOT);
    line.setLength(0);
    if (field.startsWith("http/") && !field.startsWith("200", field.indexOf(' ') + 1)) {
      String reason = StandardCharsets.UTF_8.decode(in).toString();
      throw new IllegalStateException("The stream was refused: " + field + "\n" + reason);
    }
    chunked |= field.startsWith("transfer-encoding:") && field.contains("chunked");
    if (field.isEmpty()) {
      framing = chunked ? Framing.SIZE : Framing.PLAIN;
    }
  }

  private void size(ByteBuffer in) {
    char c = (char) in.get();
    if (c != '\n') {
      line.append(c);
      return;
    }
    chunkLeft = Integer.parseInt(line.toString().strip(), 16);
    line.setLength(0);
    framing = chunkLeft == 0 ? Framing.CHUNK_END : Framing.CHUNK;
  }
}
