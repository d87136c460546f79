package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Recording.Answered;
import io.positionstream.exchange.kalshi.Recording.Closed;
import io.positionstream.exchange.kalshi.Recording.Failure;
import io.positionstream.exchange.kalshi.Recording.Heard;
import io.positionstream.exchange.kalshi.Recording.Opened;
import io.positionstream.exchange.kalshi.Recording.Pinged;
import io.positionstream.exchange.kalshi.Recording.Refused;
import io.positionstream.exchange.kalshi.Recording.Sent;
import io.positionstream.exchange.kalshi.Recording.Timer;
import io.positionstream.exchange.kalshi.Recording.Unanswered;
import io.positionstream.exchange.kalshi.Recording.Unopened;
import io.positionstream.exchange.kalshi.Recording.Unsent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The network and the timers of a recorded line: whatever they bring comes in turns. A failure is
 * brought as it is noted, so that it means the same in a replay.
 */
final class RecordedNetwork implements Transport {

  private static final Logger LOG = Logger.getLogger(RecordedNetwork.class);

  /** As many as a socket keeps for a listener that falls behind. */
  private static final int MOST_WAITING = 20_000;

  private final Transport network;
  private final Turns turns;
  private long questions;
  private long sockets;
  private long commands;

  RecordedNetwork(Transport network, Turns turns) {
    this.network = network;
    this.turns = turns;
  }

  /** The recording's name of a question: nothing of whom it was asked, or by whom. */
  static String path(URI uri) {
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> ask(uri, headers, emitter));
  }

  private void ask(URI uri, Map<String, String> headers, UniEmitter<? super Reply> emitter) {
    long question = ++questions;
    String path = path(uri);
    Cancellable asked =
        network
            .get(uri, headers)
            .subscribe()
            .with(
                reply ->
                    turns.take(new Answered(question, path, reply), () -> emitter.complete(reply)),
                e -> {
                  Failure failure = Failure.of(e);
                  turns.take(
                      new Unanswered(question, path, failure),
                      () -> emitter.fail(failure.asException()));
                });
    emitter.onTermination(asked::cancel);
  }

  @Override
  public Uni<Connection> connect(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> open(uri, headers, emitter));
  }

  private void open(URI uri, Map<String, String> headers, UniEmitter<? super Connection> emitter) {
    long socket = ++sockets;
    AtomicBoolean gone = new AtomicBoolean();
    Cancellable asked =
        network
            .connect(uri, headers)
            .subscribe()
            .with(
                connection ->
                    turns.take(new Opened(socket), () -> opened(socket, connection, emitter, gone)),
                e -> refused(socket, e, emitter));
    emitter.onTermination(
        () -> {
          gone.set(true);
          asked.cancel();
        });
  }

  private void opened(
      long socket,
      Connection connection,
      UniEmitter<? super Connection> emitter,
      AtomicBoolean gone) {
    if (gone.get()) {
      connection
          .close()
          .subscribe()
          .with(done -> {}, e -> LOG.debugf("closing failed reason=%s", e.toString()));
    } else {
      RecordedConnection recorded = new RecordedConnection(socket, connection);
      emitter.complete(recorded);
      recorded.listen();
    }
  }

  private void refused(long socket, Throwable e, UniEmitter<? super Connection> emitter) {
    if (e instanceof UpgradeRefused refusal) {
      turns.take(new Refused(socket, refusal.reply()), () -> emitter.fail(refusal));
    } else {
      Failure failure = Failure.of(e);
      turns.take(new Unopened(socket, failure), () -> emitter.fail(failure.asException()));
    }
  }

  /** An open socket whose messages come in turns. */
  private final class RecordedConnection implements Connection {
    private final long socket;
    private final Connection connection;
    private final Inbox inbox = new Inbox();

    RecordedConnection(long socket, Connection connection) {
      this.socket = socket;
      this.connection = connection;
    }

    void listen() {
      connection
          .messages()
          .subscribe()
          .with(this::heard, e -> closed(String.valueOf(e.getMessage())));
    }

    private void heard(Message message) {
      if (turns.waiting() > MOST_WAITING) {
        closed("messages come faster than they are read");
        return;
      }
      turns.take(
          switch (message) {
            case Message.Text text -> new Heard(socket, text.text());
            case Message.Ping _ -> new Pinged(socket);
          },
          () -> inbox.add(message));
    }

    private void closed(String why) {
      turns.take(new Closed(socket, why), () -> inbox.end(why));
    }

    @Override
    public Multi<Message> messages() {
      return inbox.messages();
    }

    @Override
    public Uni<Void> send(String text) {
      return Uni.createFrom()
          .emitter(
              emitter -> {
                long command = ++commands;
                connection
                    .send(text)
                    .subscribe()
                    .with(
                        done -> turns.take(new Sent(command), () -> emitter.complete(null)),
                        e -> {
                          Failure failure = Failure.of(e);
                          turns.take(
                              new Unsent(command, failure),
                              () -> emitter.fail(failure.asException()));
                        });
              });
    }

    @Override
    public Uni<Void> close() {
      return connection.close();
    }
  }

  /** Timers that go off in turns. */
  static final class Timers extends NumberedTimers {
    private final ScheduledExecutorService scheduler;
    private final Turns turns;

    Timers(ScheduledExecutorService scheduler, Turns turns) {
      this.scheduler = scheduler;
      this.turns = turns;
    }

    @Override
    void plan(Task<?> task, long delay, TimeUnit unit) {
      Timer due = new Timer(task.number());
      if (delay <= 0) {
        turns.take(due, task);
      } else {
        task.waits(scheduler.schedule(() -> turns.take(due, task), delay, unit));
      }
    }
  }
}
