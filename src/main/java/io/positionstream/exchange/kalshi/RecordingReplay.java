package io.positionstream.exchange.kalshi;

import io.positionstream.exchange.ExchangeKey;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Replay;
import io.positionstream.exchange.Span;
import io.positionstream.exchange.kalshi.Recording.Answered;
import io.positionstream.exchange.kalshi.Recording.Entry;
import io.positionstream.exchange.kalshi.Recording.Header;
import io.positionstream.exchange.kalshi.Recording.Input;
import io.positionstream.exchange.kalshi.Recording.State;
import io.positionstream.exchange.kalshi.ReplayedNetwork.Different;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.AccountEvent.AccountLoaded;
import io.positionstream.portfolio.AccountEvent.TimePassed;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.MarketTicker;
import io.positionstream.portfolio.Portfolio;
import io.positionstream.portfolio.Remembered;
import io.positionstream.portfolio.Settlement;
import io.positionstream.portfolio.StateHash;
import io.positionstream.portfolio.TradeId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One recording, played to the real adapter: its network, timers, clock and dice are those of the
 * recording. A key made for the occasion signs what is sent to nobody.
 */
final class RecordingReplay implements Replay {

  private static final int REMEMBERED = 64;
  private static final int PROGRESS = 10_000;

  private record Shown(long inputs, Portfolio account) {}

  private final Path file;
  private final Header header;
  private final ReplayedNetwork network = new ReplayedNetwork();
  private final ReplayedNetwork.Timers timers = new ReplayedNetwork.Timers();
  private final UnicastProcessor<AccountEvent> time = UnicastProcessor.create();
  private final Deque<Shown> history = new ArrayDeque<>();
  private final Map<TradeId, Fill> fills = new ConcurrentHashMap<>();
  private final Map<MarketTicker, Settlement> settlements = new ConcurrentHashMap<>();
  private final Map<String, Flow> flows = new ConcurrentHashMap<>();
  private @Nullable Runnable begin;
  private volatile Instant now;
  private volatile @Nullable Portfolio newest;
  private long inputs;
  private long messages;
  private long compared;
  private Optional<String> end = Optional.empty();

  RecordingReplay(Path file) throws IOException {
    this.file = file;
    try (RecordingReader reader = new RecordingReader(file)) {
      this.header = reader.header();
    }
    this.now = header.began();
  }

  @Override
  public Instant fillsFrom() {
    return header.fillsFrom();
  }

  @Override
  public Remembered start() {
    return header.start();
  }

  @Override
  public Multi<AccountEvent> events(Instant fillsFrom) {
    return Multi.createFrom().emitter(emitter -> begin = () -> listen(line(fillsFrom), emitter));
  }

  private void listen(Multi<AccountEvent> line, MultiEmitter<? super AccountEvent> emitter) {
    emitter.onTermination(
        line.invoke(this::learn).subscribe().with(emitter::emit, emitter::fail)::cancel);
  }

  private void learn(AccountEvent event) {
    if (event instanceof AccountLoaded load) {
      load.fills().forEach(fill -> fills.put(fill.id(), fill));
      load.settlements().forEach(paid -> settlements.put(paid.market(), paid));
      load.flows().stream().flatMap(List::stream).forEach(flow -> flows.put(flow.id(), flow));
    }
  }

  private Multi<AccountEvent> line(Instant fillsFrom) {
    Surroundings around =
        new Surroundings(
            header.timing(),
            ((InstantSource) () -> now).withZone(ZoneOffset.UTC),
            timers,
            new Random(header.chance()),
            new WireNews());
    ExchangeKey key = new ExchangeKey(header.environment(), "replay", pem(), header.subaccount());
    KalshiAccess access =
        new KalshiAccess(
            new RecordedEnvironment(),
            new KalshiSigner(key, around.clock()),
            network,
            new RateBudget(around.clock(), timers),
            around);
    return KalshiLine.events(
        new LineName(header.environment(), 0),
        header.subaccount(),
        () -> access,
        fillsFrom,
        around);
  }

  private static String pem() {
    try {
      byte[] key =
          KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder().encodeToString(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  @Override
  public Multi<AccountEvent> inStep(Multi<AccountEvent> ignored) {
    return time;
  }

  @Override
  public void shown(Portfolio account) {
    newest = account;
  }

  /** What the line has read so far; nobody can be asked for more. */
  @Override
  public Multi<PastPage<Fill>> fills(Span span) {
    return past(fills.values(), Fill::time, span);
  }

  @Override
  public Multi<PastPage<Settlement>> settlements(Span span) {
    return past(settlements.values(), Settlement::time, span);
  }

  @Override
  public Multi<PastPage<Flow>> flows() {
    return past(flows.values(), Flow::time, Span.since(Instant.EPOCH));
  }

  @Override
  public Uni<Instant> archivedBefore() {
    return Uni.createFrom().item(Instant.EPOCH);
  }

  private static <T> Multi<PastPage<T>> past(
      Collection<T> known, Function<T, Instant> time, Span span) {
    return Multi.createFrom().item(() -> PastPage.of(known, time, span));
  }

  @Override
  public Verdict play(LongConsumer progress) throws IOException {
    Optional<String> difference = Optional.empty();
    try (RecordingReader reader = new RecordingReader(file)) {
      for (Optional<Input> next = reader.next(); next.isPresent(); next = reader.next()) {
        play(next.get());
        if (inputs % PROGRESS == 0) {
          progress.accept(inputs);
        }
      }
    } catch (Different different) {
      difference = Optional.of("input " + inputs + " at " + now + ": " + different.getMessage());
    }
    return new Verdict(inputs, messages, compared, end, StateHash.of(account()), difference);
  }

  private void play(Input input) {
    switch (input.in()) {
      case State state -> compare(state);
      case Recording.End last -> end = Optional.of(last.why());
      case Entry entry -> {
        inputs++;
        now = input.at();
        play(entry);
        history.addLast(new Shown(inputs, account()));
        if (history.size() > REMEMBERED) {
          history.removeFirst();
        }
      }
    }
  }

  private void play(Entry entry) {
    switch (entry) {
      case Recording.Began _ -> begin();
      case Recording.Passed second -> time.onNext(new TimePassed(second.time(), second.dayStart()));
      case Recording.Timer timer -> timers.goesOff(timer.timer());
      case Answered answer -> network.answered(answer);
      case Recording.Unanswered failed -> network.unanswered(failed);
      case Recording.Opened open -> network.opened(open.socket());
      case Recording.Refused refused -> network.refused(refused.socket(), refused.reply());
      case Recording.Unopened failed -> network.unopened(failed.socket(), failed.failure());
      case Recording.Heard heard -> {
        messages++;
        network.brought(heard.socket(), new Transport.Message.Text(heard.text()));
      }
      case Recording.Pinged ping -> network.brought(ping.socket(), new Transport.Message.Ping());
      case Recording.Closed closed -> network.closed(closed.socket(), closed.why());
      case Recording.Sent sent -> network.sent(sent.command());
      case Recording.Unsent failed -> network.unsent(failed.command(), failed.failure());
      case State _, Recording.End _ -> {}
    }
  }

  private void begin() {
    Runnable line = begin;
    if (line == null) {
      throw new Different("nobody follows the account");
    }
    line.run();
  }

  /** The state was noted after an input that is among the newest. */
  private void compare(State state) {
    Portfolio then =
        history.stream()
            .filter(shown -> shown.inputs() == state.inputs())
            .map(Shown::account)
            .findFirst()
            .orElse(account());
    String hash = StateHash.of(then);
    compared++;
    if (!hash.equals(state.hash())) {
      throw new Different(
          "state after input %d: then %s, now %s".formatted(state.inputs(), state.hash(), hash));
    }
  }

  private Portfolio account() {
    Portfolio account = newest;
    if (account == null) {
      throw new IllegalStateException("Expected a follower who shows the account.");
    }
    return account;
  }

  /** Where nothing is. */
  private record RecordedEnvironment() implements KalshiConfig.Environment {
    @Override
    public URI restUrl() {
      return URI.create("https://recording.invalid");
    }

    @Override
    public URI wsUrl() {
      return URI.create("wss://recording.invalid/");
    }

    @Override
    public Set<String> hosts() {
      return Set.of("recording.invalid");
    }

    @Override
    public boolean local() {
      return false;
    }

    @Override
    public boolean enabled() {
      return true;
    }
  }
}
