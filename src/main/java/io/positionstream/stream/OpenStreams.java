package io.positionstream.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Every open stream; one timer beats for all of them. */
@ApplicationScoped
class OpenStreams {

  private static final long WHEEL_MILLIS = 1_000;

  private final Vertx vertx;
  private final StreamConfig config;
  private final Set<StreamReader> readers = ConcurrentHashMap.newKeySet();

  OpenStreams(Vertx vertx, StreamConfig config) {
    this.vertx = vertx;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(
        WHEEL_MILLIS, timer -> readers.forEach(reader -> reader.beat(config.heartbeat())));
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    readers.forEach(reader -> reader.end("server_shutdown", "The service is going down."));
  }

  void add(StreamReader reader) {
    readers.add(reader);
  }

  void remove(StreamReader reader) {
    readers.remove(reader);
  }
}
