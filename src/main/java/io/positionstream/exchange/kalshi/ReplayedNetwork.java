package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Recording.Answered;
import io.positionstream.exchange.kalshi.Recording.Failure;
import io.positionstream.exchange.kalshi.Recording.Unanswered;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The network and the timers of a replayed line: nothing happens by itself, everything when the
 * recording says so. For one caller.
 */
final class ReplayedNetwork implements Transport {

  /** The line does not do now what it did then. */
  static final class Different extends RuntimeException {
    Different(String what) {
      super(what, null, false, false);
    }
  }

  private record Question(String path, UniEmitter<? super Reply> emitter) {}

  private final Map<Long, Question> questions = new HashMap<>();
  private final Map<Long, UniEmitter<? super Connection>> attempts = new HashMap<>();
  private final Map<Long, Inbox> sockets = new HashMap<>();
  private final Map<Long, UniEmitter<? super Void>> commands = new HashMap<>();
  private long asked;
  private long tried;
  private long sent;

  @Override
  public Uni<Reply> get(URI uri, Map<String, String> headers) {
    return Uni.createFrom()
        .emitter(
            emitter -> questions.put(++asked, new Question(RecordedNetwork.path(uri), emitter)));
  }

  @Override
  public Uni<Connection> connect(URI uri, Map<String, String> headers) {
    return Uni.createFrom().emitter(emitter -> attempts.put(++tried, emitter));
  }

  void answered(Answered answer) {
    question(answer.question(), answer.path()).complete(answer.reply());
  }

  void unanswered(Unanswered failed) {
    question(failed.question(), failed.path()).fail(failed.failure().asException());
  }

  /** The same question, whatever stood before its path. */
  private UniEmitter<? super Reply> question(long number, String path) {
    Question question = taken(questions, number, "question");
    if (!path.endsWith(question.path())) {
      throw new Different("question %d: then %s, now %s".formatted(number, path, question.path()));
    }
    return question.emitter();
  }

  void opened(long socket) {
    Inbox inbox = new Inbox();
    sockets.put(socket, inbox);
    taken(attempts, socket, "connection").complete(new Socket(inbox));
  }

  void refused(long socket, Reply reply) {
    taken(attempts, socket, "connection").fail(new UpgradeRefused(reply));
  }

  void unopened(long socket, Failure failure) {
    taken(attempts, socket, "connection").fail(failure.asException());
  }

  void brought(long socket, Message message) {
    inbox(socket).add(message);
  }

  void closed(long socket, String why) {
    inbox(socket).end(why);
  }

  private Inbox inbox(long socket) {
    Inbox inbox = sockets.get(socket);
    if (inbox == null) {
      throw new Different("connection " + socket + " was not opened");
    }
    return inbox;
  }

  void sent(long command) {
    taken(commands, command, "command").complete(null);
  }

  void unsent(long command, Failure failure) {
    taken(commands, command, "command").fail(failure.asException());
  }

  private static <T> T taken(Map<Long, T> open, long number, String what) {
    T found = open.remove(number);
    if (found == null) {
      throw new Different(what + " " + number + " was asked then, and is not now");
    }
    return found;
  }

  /** An open socket. */
  private final class Socket implements Connection {
    private final Inbox inbox;

    Socket(Inbox inbox) {
      this.inbox = inbox;
    }

    @Override
    public Multi<Message> messages() {
      return inbox.messages();
    }

    @Override
    public Uni<Void> send(String text) {
      return Uni.createFrom().emitter(emitter -> commands.put(++sent, emitter));
    }

    @Override
    public Uni<Void> close() {
      return Uni.createFrom().voidItem();
    }
  }

  /** Timers that go off when they are told to. */
  static final class Timers extends NumberedTimers {
    private final Map<Long, Task<?>> planned = new HashMap<>();

    @Override
    void plan(Task<?> task, long delay, TimeUnit unit) {
      planned.put(task.number(), task);
    }

    @Override
    void forget(Task<?> task) {
      planned.remove(task.number());
    }

    void goesOff(long number) {
      if (number > count()) {
        throw new Different("timer " + number + " was set then, and is not now");
      }
      // Given up in the very moment in which it went off, it does nothing.
      @Nullable Task<?> task = planned.remove(number);
      if (task != null) {
        task.run();
      }
    }
  }
}
