package io.positionstream.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The service's one source of time, in UTC; tests put another one in its place. */
class Clocks {

  @Produces
  @Singleton
  Clock utc() {
    return Clock.systemUTC();
  }
}
