package io.positionstream.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;

/** Both ends of one socket of the {@link InProcessExchange}, and the ways between them. */
final class InProcessSocket implements Peer {
  private final Connections connections;
  private final Lane toClient;
  private final Lane toExchange;
  private Optional<Connection> connection = Optional.empty();
  private Optional<InProcessExchange.Listener> listener = Optional.empty();
  private boolean over;
  private boolean deaf;

  InProcessSocket(
      Clock clock, InProcessExchange.Timer timer, Supplier<Duration> way, Connections connections) {
    this.connections = connections;
    this.toClient = new Lane(clock, timer, way);
    this.toExchange = new Lane(clock, timer, way);
  }

  /** The client hears that it is open before it hears anything else. */
  void open(Account account, InProcessExchange.Listener client) {
    listener = Optional.of(client);
    toClient.add(() -> client.opened(new ClientEnd()));
    connection = Optional.of(connections.open(account, this));
  }

  @Override
  public void send(String text) {
    toClient.add(() -> listener.ifPresent(l -> l.text(text)));
  }

  @Override
  public void ping() {
    toClient.add(() -> listener.ifPresent(InProcessExchange.Listener::ping));
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public void cut() {
    end("cut");
  }

  @Override
  public void deafen() {
    deaf = true;
  }

  private void end(String reason) {
    if (!over) {
      over = true;
      connection.ifPresent(connections::closed);
      toClient.add(
          () -> {
            Optional<InProcessExchange.Listener> last = listener;
            listener = Optional.empty();
            last.ifPresent(l -> l.closed(reason));
          });
    }
  }

  private final class ClientEnd implements InProcessExchange.Socket {
    @Override
    public long number() {
      return connection.orElseThrow().number();
    }

    @Override
    public void send(String text) {
      toExchange.add(() -> connection.filter(_ -> !over).ifPresent(c -> c.receive(text)));
    }

    /** A half-open socket cannot be closed politely: its client hears no more of it. */
    @Override
    public void close() {
      toExchange.add(
          () -> {
            if (deaf) {
              listener = Optional.empty();
            }
            end("closed by the client");
          });
    }
  }

  /** What goes one way: each thing takes its time, none overtakes another. */
  private static final class Lane {
    private final Clock clock;
    private final InProcessExchange.Timer timer;
    private final Supplier<Duration> way;
    private final Queue<Runnable> things = new ArrayDeque<>();
    private Instant lastDue = Instant.MIN;

    private Lane(Clock clock, InProcessExchange.Timer timer, Supplier<Duration> way) {
      this.clock = clock;
      this.timer = timer;
      this.way = way;
    }

    private void add(Runnable thing) {
      Instant due = clock.instant().plus(way.get());
      lastDue = due.isBefore(lastDue) ? lastDue : due;
      things.add(thing);
      timer.after(Duration.between(clock.instant(), lastDue), () -> things.remove().run());
    }
  }
}
