package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.kalshi.Recording.Began;
import io.positionstream.exchange.kalshi.Recording.End;
import io.positionstream.exchange.kalshi.Recording.Header;
import io.positionstream.exchange.kalshi.Recording.Input;
import io.positionstream.exchange.kalshi.Recording.Passed;
import io.positionstream.exchange.kalshi.Recording.State;
import io.positionstream.exchange.kalshi.Recording.Timing;
import io.positionstream.exchange.kalshi.RecordingWriter.Room;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.TimePassed;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Remembered;
import io.positionstream.portfolio.StateHash;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Records one line while it lives. Network, timers, clock, dice and the passing of time come to the
 * line in {@link Turns}, each noted first; now and then, and in the end, a hash of the account is
 * noted, too. When the file is full or the disk too slow the recording ends, and the line goes on.
 */
final class Recorder {

  private static final Logger LOG = Logger.getLogger(Recorder.class);

  private final LineName name;
  private final RecordingWriter writer;
  private final Clock clock;
  private final long chance;
  private final Surroundings around;
  private final Turns turns;

  private final AtomicLong shown = new AtomicLong();
  private volatile Portfolio newest;
  private volatile boolean open = true;
  private volatile Cancellable listening = () -> {};

  // The rest changes in turns only.
  private boolean ended;
  private boolean loaded;
  private long inputs;
  private long told;

  /** The account at the end of the newest turn whose events were all folded. */
  private Portfolio complete;

  private long completeInputs;

  /** Opens the file of a line. */
  interface Files {
    RecordingWriter open(LineName name, Header header) throws IOException;
  }

  Recorder(
      LineName name,
      int subaccount,
      Instant fillsFrom,
      Portfolio start,
      Surroundings around,
      Executor pool,
      Files files)
      throws IOException {
    this.name = name;
    this.around = around;
    this.clock = around.clock();
    this.chance = around.chance().nextLong();
    this.newest = start;
    this.complete = start;
    this.writer =
        files.open(
            name,
            new Header(
                Recording.FORMAT,
                clock.instant(),
                name.environment(),
                subaccount,
                chance,
                Timing.of(around.timing()),
                fillsFrom,
                Remembered.of(start)));
    this.turns = new Turns(pool, clock, this::note, this::turnIsOver);
  }

  /** What the line is to be made of instead of what there is. */
  Surroundings surroundings() {
    return new Surroundings(
        around.timing(),
        turns.clock(),
        new RecordedNetwork.Timers(around.scheduler(), turns),
        new Random(chance),
        around.news(),
        around.meter());
  }

  Transport network(Transport network) {
    return new RecordedNetwork(network, turns);
  }

  /** The events of the line, which begins in a turn of its own and is recorded until it ends. */
  Multi<AccountEvent> events(Multi<AccountEvent> line) {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              emitter.onTermination(
                  () -> {
                    open = false;
                    listening.cancel();
                    turns.run(() -> end("stopped"));
                  });
              turns.take(new Began(), () -> listening = listen(line, emitter));
            });
  }

  private Cancellable listen(Multi<AccountEvent> line, MultiEmitter<? super AccountEvent> emitter) {
    return line.subscribe()
        .with(
            event -> {
              loaded |= event instanceof AccountLoaded;
              tell(event, emitter);
            },
            emitter::fail);
  }

  /** The passing of time, in turns. */
  Multi<AccountEvent> inStep(Multi<AccountEvent> time) {
    return Multi.createFrom()
        .emitter(
            emitter ->
                emitter.onTermination(
                    time.subscribe().with(event -> passed(event, emitter), emitter::fail)::cancel));
  }

  private void passed(AccountEvent event, MultiEmitter<? super AccountEvent> emitter) {
    if (event instanceof TimePassed second) {
      turns.take(new Passed(second.at(), second.dayStart()), () -> tell(event, emitter));
    }
  }

  private void tell(AccountEvent event, MultiEmitter<? super AccountEvent> emitter) {
    told++;
    emitter.emit(event);
  }

  /** The account after one more event. */
  void shown(Portfolio account) {
    newest = account;
    shown.incrementAndGet();
  }

  /** Whether it still takes notes. */
  boolean isOpen() {
    return open;
  }

  private void note(Input input) {
    if (open && hasRoom(writer.add(input))) {
      inputs++;
    }
  }

  /** An event that nobody folds any more, because the line is being closed, is not shown. */
  private void turnIsOver() {
    Portfolio account = newest;
    if (told == shown.get() && !(account.line() instanceof Line.Disconnected)) {
      complete = account;
      completeInputs = inputs;
      if (loaded && open) {
        loaded = false;
        hasRoom(writer.add(new Input(clock.instant(), state())));
      }
    }
  }

  private State state() {
    return new State(completeInputs, StateHash.of(complete));
  }

  private boolean hasRoom(Room room) {
    if (room == Room.ENOUGH) {
      return true;
    }
    open = false;
    LOG.warnf("recording ends, the line goes on %s reason=%s", name, room.why());
    end(room.why());
    return false;
  }

  private void end(String why) {
    if (!ended) {
      ended = true;
      writer.end(new Input(clock.instant(), state()), new Input(clock.instant(), new End(why)));
    }
  }
}
