package io.positionstream.exchange.kalshi;

import io.positionstream.simulator.InProcessExchange;
import io.positionstream.simulator.InProcessExchange.Answer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/** The adapter's network is the simulated exchange; times out like the real one. */
final class SimulatedTransport implements Transport {

  private final InProcessExchange exchange;
  private final Duration patience;
  private final ScheduledExecutorService scheduler;
  private int open;
  private int mostOpen;

  SimulatedTransport(
      InProcessExchange exchange, Duration patience, ScheduledExecutorService scheduler) {
    this.exchange = exchange;
    this.patience = patience;
    this.scheduler = scheduler;
  }

  /** The most sockets that were ours at one time. */
  int mostOpen() {
    return mostOpen;
  }

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    return Uni.createFrom()
        .<Reply>emitter(
            emitter -> exchange.get(target, headers, answer -> answered(emitter, answer)))
        .ifNoItem()
        .after(patience)
        .on(scheduler)
        .fail();
  }

  private static void answered(UniEmitter<? super Reply> emitter, Answer answer) {
    if (answer.status() == 0) {
      emitter.fail(new IOException("connection reset"));
    } else {
      emitter.complete(reply(answer));
    }
  }

  private static Reply reply(Answer answer) {
    return new Reply(answer.status(), answer.date(), answer.body());
  }

  @Override
  public Uni<Connection> connect(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> exchange.connect(headers, new Wire(emitter)));
  }

  /** One socket from our side. */
  private final class Wire implements InProcessExchange.Listener, Connection {
    private final UniEmitter<? super Connection> emitter;
    private final Inbox inbox = new Inbox();
    private InProcessExchange.Socket socket;
    private boolean gone;
    private boolean ours;

    Wire(UniEmitter<? super Connection> emitter) {
      this.emitter = emitter;
      emitter.onTermination(() -> gone = true);
    }

    @Override
    public void opened(InProcessExchange.Socket opened) {
      socket = opened;
      if (gone) {
        opened.close();
        return;
      }
      ours = true;
      mostOpen = Math.max(mostOpen, ++open);
      emitter.complete(this);
    }

    @Override
    public void refused(Answer answer) {
      emitter.fail(
          answer.status() == 0
              ? new IOException("connection reset")
              : new UpgradeRefused(reply(answer)));
    }

    @Override
    public void text(String text) {
      inbox.add(new Message.Text(text));
    }

    @Override
    public void ping() {
      inbox.add(new Message.Ping());
    }

    @Override
    public void closed(String reason) {
      release();
      inbox.end(reason);
    }

    @Override
    public Multi<Message> messages() {
      return inbox.messages();
    }

    @Override
    public Uni<Void> send(String text) {
      return Uni.createFrom().voidItem().invoke(() -> socket.send(text));
    }

    @Override
    public Uni<Void> close() {
      return Uni.createFrom()
          .voidItem()
          .invoke(
              () -> {
                release();
                socket.close();
              });
    }

    private void release() {
      if (ours) {
        ours = false;
        open--;
      }
    }
  }
}
