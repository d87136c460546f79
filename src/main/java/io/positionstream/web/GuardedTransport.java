package io.positionstream.web;

import io.netty.bootstrap.ServerBootstrap;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives the public HTTP server its {@link HeadDeadline}: Vert.x loads this as a service before any
 * configuration can be read, so the deadline travels in the server's options.
 */
@RegisterForReflection
public final class GuardedTransport implements VertxServiceProvider {

  private static final Logger LOG = Logger.getLogger(GuardedTransport.class);

  /** Nobody else counts it in such a unit: the mark of the server that strangers reach. */
  private static final TimeUnit OURS = TimeUnit.NANOSECONDS;

  /** Uses the timeout of the PROXY protocol: it, too, is the time of the first bytes. */
  static void mark(HttpServerOptions options, Duration headDeadline) {
    options.setProxyProtocolTimeout(headDeadline.toNanos()).setProxyProtocolTimeoutUnit(OURS);
  }

  @Override
  public void init(VertxBuilder builder) {
    if (builder.findTransport() instanceof JDKTransport) {
      builder.findTransport(new Guarded());
    } else {
      LOG.warn("native transport: slow request heads are not cut");
    }
  }

  private static final class Guarded extends JDKTransport {
    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
      super.configure(options, domainSocket, server);
      if (options.getProxyProtocolTimeoutUnit() == OURS) {
        HeadDeadline.onAll(server, OURS.toMillis(options.getProxyProtocolTimeout()));
      }
    }
  }
}
