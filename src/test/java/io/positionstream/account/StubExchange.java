package io.positionstream.account;

import io.positionstream.exchange.Exchange;
import io.positionstream.exchange.ExchangeAccount;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeKey;
import io.positionstream.exchange.PastPage;
import io.positionstream.exchange.Span;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Fill;
import io.positionstream.portfolio.Flow;
import io.positionstream.portfolio.Settlement;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An exchange whose answer is the key id: "refused-…", "down-…", …; "a+b" lists both keys. */
@Alternative
@ApplicationScoped
class StubExchange implements Exchange {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  /** How many keys named "waiting-…" are being tried. */
  int waiting() {
    return waiting.size();
  }

  /** Lets them all succeed. */
  void release() {
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }

  private void hold(ExchangeKey key, UniEmitter<? super KeyReport> emitter) {
    Context caller = Vertx.currentContext();
    waiting.add(() -> caller.runOnContext(v -> found(key, emitter)));
  }

  private static void found(ExchangeKey key, UniEmitter<? super KeyReport> emitter) {
    emitter.complete(new KeyReport(Set.of("read"), false, Set.of(key.keyId())));
  }

  @Override
  public Set<String> environments() {
    return Set.of("simulator", "demo");
  }

  @Override
  public ExchangeAccount open(ExchangeKey key) {
    return new Silent();
  }

  @Override
  public Uni<KeyReport> identify(ExchangeKey key) {
    return switch (key.keyId().split("-")[0]) {
      case "refused" -> fail(new ExchangeFailure.KeyRefused("401"));
      case "restricted" -> fail(new ExchangeFailure.KeyRestricted("403"));
      case "down" -> fail(new ExchangeFailure.Unavailable("503", null));
      case "late" -> fail(new ExchangeFailure.TimedOut("10 s"));
      case "odd" -> fail(new ExchangeFailure.Unexpected("html", null));
      case "waiting" -> Uni.createFrom().emitter(emitter -> hold(key, emitter));
      case "broken" -> Uni.createFrom().failure(new IllegalStateException("a bug of ours"));
      case "trader" ->
          Uni.createFrom().item(new KeyReport(Set.of("read", "write"), true, Set.of(key.keyId())));
      default ->
          Uni.createFrom()
              .item(new KeyReport(Set.of("read"), false, Set.of(key.keyId().split("\\+"))));
    };
  }

  /** An account at which nothing ever happens. */
  private record Silent() implements ExchangeAccount {
    @Override
    public Multi<AccountEvent> events(Instant fillsFrom) {
      return Multi.createFrom().nothing();
    }

    @Override
    public Multi<PastPage<Fill>> fills(Span span) {
      return Multi.createFrom().empty();
    }

    @Override
    public Multi<PastPage<Settlement>> settlements(Span span) {
      return Multi.createFrom().empty();
    }

    @Override
    public Multi<PastPage<Flow>> flows() {
      return Multi.createFrom().empty();
    }

    @Override
    public Uni<Instant> archivedBefore() {
      return Uni.createFrom().item(Instant.EPOCH);
    }
  }

  private static Uni<KeyReport> fail(ExchangeFailure failure) {
    return Uni.createFrom().failure(failure);
  }
}
