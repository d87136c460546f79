package io.positionstream.service;

import io.positionstream.stream.SseClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A stream at the socket: reads as much as it is told to and no more, so that it can be slow, stall
 * or cut the connection at any byte. Takes little into its own buffers.
 */
final class RawStream implements AutoCloseable {

  private static final int SMALL = 4 << 10;

  private final Socket socket;
  private final InputStream in;
  private final SseClient client;
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private int left;
  private boolean over;
  private boolean whole;

  /**
   * Sends the request and reads its head.
   *
   * @param client goes on where its last connection ended
   */
  RawStream(int port, String token, SseClient client) {
    this.client = client;
    try {
      socket = new Socket();
      socket.setReceiveBufferSize(SMALL);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      String id = client.lastEventId();
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1/account/sse/positions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + token
                      + (id.isEmpty() ? "" : "\r\nLast-Event-ID: " + id)
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      in = new BufferedInputStream(socket.getInputStream(), 512);
      String head = line();
      if (!head.startsWith("HTTP/1.1 200")) {
        throw new AssertionError(head);
      }
      while (!line().isEmpty()) {
        // Header fields are others' business.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what is there, a byte at least and so many at most; waits for the first. */
  void read(int most) {
    try {
      one();
      for (int i = 1; i < most && !over && in.available() > 0; i++) {
        one();
      }
    } catch (IOException e) {
      // Cut by the server, properly or not.
      over = true;
      client.cut();
    }
    // Text is ASCII up to the degree sign of a title, which no test looks at.
    client.read(raw.toString(StandardCharsets.ISO_8859_1));
    raw.reset();
  }

  private void one() throws IOException {
    if (left == 0) {
      left = Integer.parseInt(line(), 16);
      if (left == 0) {
        over = true;
        whole = true;
        return;
      }
    }
    int b = in.read();
    if (b < 0) {
      throw new EOFException();
    }
    raw.write(b);
    left--;
    if (left == 0) {
      line();
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException();
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  SseClient client() {
    return client;
  }

  /** Whether the server has ended it, as far as was read. */
  boolean isOver() {
    return over;
  }

  /** Whether it ended as HTTP asks for. */
  boolean isWhole() {
    return whole;
  }

  /** Cuts the connection; what was read of an unfinished message is lost. */
  @Override
  public void close() {
    client.cut();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
