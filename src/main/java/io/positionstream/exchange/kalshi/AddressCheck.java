package io.positionstream.exchange.kalshi;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stops the start, before anything is reached, when an environment's address is not allowed. */
@Singleton
class AddressCheck {

  void check(@Observes @Priority(0) StartupEvent start, KalshiConfig config) {
    config
        .environments()
        .forEach(
            (name, environment) -> {
              if (environment.enabled()) {
                AllowedHosts.check(name, environment);
              }
            });
  }
}
