package io.positionstream.web;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One event loop a processor, at least two. The default of two for each is made for loops that
 * wait; ours do not, and where an account's socket and its streams meet on one loop no other thread
 * has to be woken.
 */
@ApplicationScoped
class EventLoops implements VertxOptionsCustomizer {

  private static final int LEAST = 2;

  private final Optional<Integer> asked;

  EventLoops(
      @ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") Optional<Integer> asked) {
    this.asked = asked;
  }

  @Override
  public void accept(VertxOptions options) {
    options.setEventLoopPoolSize(
        asked.orElse(Math.max(LEAST, Runtime.getRuntime().availableProcessors())));
  }
}
