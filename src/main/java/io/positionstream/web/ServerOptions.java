package io.positionstream.web;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells the server that strangers reach how long it waits for the head of a request, and how much
 * the kernel may hold of an answer.
 */
@ApplicationScoped
class ServerOptions implements HttpServerOptionsCustomizer {

  private final WebConfig config;

  ServerOptions(WebConfig config) {
    this.config = config;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    set(options);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    set(options);
  }

  private void set(HttpServerOptions options) {
    GuardedTransport.mark(options, config.headDeadline());
    options.setSendBufferSize(Math.toIntExact(config.sendBuffer().asLongValue()));
  }
}
