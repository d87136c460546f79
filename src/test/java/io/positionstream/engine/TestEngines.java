package io.positionstream.engine;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.portfolio.AccountId;
import io.positionstream.portfolio.Portfolio;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Engines of accounts that are open already; nothing is remembered, nobody is told. */
final class TestEngines {

  private TestEngines() {}

  static AccountEngines of(ZoneId zone, Clock clock) {
    return new AccountEngines(
        new ClosedExchange(),
        new Forgetful(),
        new Unheard<>(),
        new Unheard<>(),
        clock,
        () -> zone,
        new SimpleMeterRegistry());
  }

  /** Remembers nothing. */
  private static final class Forgetful implements AccountMemory {

    @Override
    public Uni<Recollection> recall(Portfolio unknown) {
      return Uni.createFrom().item(new Recollection(unknown, Instant.EPOCH));
    }

    @Override
    public Uni<Void> release(AccountId account) {
      return Uni.createFrom().voidItem();
    }
  }

  /** Nobody listens. */
  private static final class Unheard<T> implements Event<T> {

    @Override
    public void fire(T event) {}

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U event) {
      return CompletableFuture.completedFuture(event);
    }

    @Override
    public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
      return CompletableFuture.completedFuture(event);
    }

    @Override
    public Event<T> select(Annotation... qualifiers) {
      return this;
    }

    @Override
    public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
      return new Unheard<>();
    }

    @Override
    public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
      return new Unheard<>();
    }
  }
}
