package io.positionstream.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a server on loopback that can be cut, as if the server were away, or fall silent, as if
 * a machine between were; and be mended.
 */
final class CutProxy implements AutoCloseable {

  private final int target;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<Socket> deaf = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean silent;

  CutProxy(int target) {
    this.target = target;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Breaks every connection, and each new one as soon as it is made. */
  void cut() {
    cut = true;
    open.forEach(CutProxy::close);
  }

  /** Takes everything on every connection, also on new ones, and passes nothing on. */
  void silence() {
    silent = true;
    deaf.addAll(open);
  }

  /** For new connections: those that fell silent stay so. */
  void mend() {
    cut = false;
    silent = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        if (cut) {
          close(client);
        } else {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
          open.add(server);
          if (silent) {
            deaf.addAll(Set.of(client, server));
          }
          Thread.startVirtualThread(() -> pump(client, server));
          Thread.startVirtualThread(() -> pump(server, client));
        }
      } catch (IOException e) {
        // The door was closed at the end of the test.
        close();
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[8192];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (!deaf.contains(from)) {
          out.write(bytes, 0, read);
        }
      }
    } catch (IOException e) {
      // Cut, which is what this is for.
      close(from);
    }
    close(to);
    open.remove(from);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
