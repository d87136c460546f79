package io.positionstream.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** One WebSocket of the exchange: acknowledges what is asked for, and sends prices when told to. */
final class StubLine {

  /** A line to nobody. */
  static final StubLine NONE = new StubLine();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BUFFER = 32 << 10;
  private static final int TEXT = 0x81;
  private static final int CLOSE = 8;

  private final Socket socket;
  private final InputStream in;
  private final int markets;
  private final TickFrame frame;
  private final byte[] buffer = new byte[BUFFER];
  private int kept;
  private volatile int subscribed;
  private boolean gone;

  StubLine(Socket socket, InputStream in, Feed feed) {
    this.socket = socket;
    this.in = in;
    this.markets = feed.markets();
    this.frame = new TickFrame(feed);
  }

  private StubLine() {
    this(new Socket(), InputStream.nullInputStream(), new Feed(0, 1));
  }

  /** Whether every market of the account is listened to. */
  boolean isComplete() {
    return subscribed == markets;
  }

  /** Upgrades and answers until the client goes. */
  void serve(String key) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + accept(key)
                    + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    while (true) {
      int opcode = read() & 0x0f;
      int length = read() & 0x7f;
      if (length == 126) {
        length = read() << 8 | read();
      }
      byte[] mask = in.readNBytes(4);
      byte[] text = in.readNBytes(length);
      for (int i = 0; i < text.length; i++) {
        text[i] ^= mask[i & 3];
      }
      if (opcode == CLOSE) {
        return;
      }
      if (opcode == 1) {
        command(JSON.readTree(text));
      }
    }
  }

  private int read() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException();
    }
    return next;
  }

  private void command(JsonNode command) throws IOException {
    long id = command.path("id").asLong();
    JsonNode parameters = command.path("params");
    if (command.path("cmd").asText().equals("subscribe")) {
      String channel = parameters.path("channels").path(0).asText();
      text(
          "{\"type\":\"subscribed\",\"id\":%d,\"msg\":{\"channel\":\"%s\",\"sid\":%d}}"
              .formatted(id, channel, id));
    } else {
      text("{\"type\":\"ok\",\"id\":%d}".formatted(id));
    }
    subscribed += parameters.path("market_tickers").size();
  }

  private synchronized void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[bytes.length + 2];
    whole[0] = (byte) TEXT;
    whole[1] = (byte) bytes.length; // commands are acknowledged in less than 126 bytes
    System.arraycopy(bytes, 0, whole, 2, bytes.length);
    socket.getOutputStream().write(whole);
  }

  /** Keeps the frame of this update, which goes out with {@link #flush()}. */
  synchronized void tick(long number) throws IOException {
    if (kept + TickFrame.LONGEST > BUFFER) {
      flush();
    }
    kept += frame.write(number, buffer, kept);
  }

  synchronized void flush() throws IOException {
    if (kept > 0) {
      socket.getOutputStream().write(buffer, 0, kept);
      kept = 0;
    }
  }

  synchronized void ping() {
    try {
      if (!gone) {
        socket.getOutputStream().write(new byte[] {(byte) 0x89, 0});
      }
    } catch (IOException _) {
      gone = true;
    }
  }

  private static String accept(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      String text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      return Base64.getEncoder()
          .encodeToString(sha.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
