package io.positionstream.web;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection that takes too long over the head of a request, byte by byte (slowloris).
 * Neither Vert.x nor Quarkus limits that: an idle timeout begins anew with each byte. Between two
 * requests of a kept connection the time runs from the first byte on.
 *
 * <p>Confined to the event loop of its connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // whether closing worked does not matter any more
final class HeadDeadline extends ChannelDuplexHandler {

  private final long millis;
  private @Nullable Future<?> closing;
  private boolean serving;

  private HeadDeadline(long millis) {
    this.millis = millis;
  }

  /** Puts a deadline on every connection that the server accepts. */
  static void onAll(ServerBootstrap server, long millis) {
    server.handler(
        new ChannelInboundHandlerAdapter() {
          @Override
          public boolean isSharable() {
            return true;
          }

          @Override
          public void channelRead(ChannelHandlerContext context, Object accepted) {
            ((Channel) accepted).pipeline().addFirst(new HeadDeadline(millis));
            context.fireChannelRead(accepted);
          }
        });
  }

  /** Says that this request's head is complete; the next one is awaited when it is answered. */
  static void headArrived(RoutingContext request) {
    if (request.request().connection() instanceof ConnectionBase connection) {
      HeadDeadline deadline = connection.channel().pipeline().get(HeadDeadline.class);
      if (deadline != null) {
        deadline.stop();
        if (request.request().version() != HttpVersion.HTTP_2) {
          request.addEndHandler(v -> deadline.serving = false);
        }
      }
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    start(context);
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    start(context);
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    stop();
    context.fireChannelInactive();
  }

  private void start(ChannelHandlerContext context) {
    if (closing == null && !serving) {
      closing = context.executor().schedule(() -> context.close(), millis, TimeUnit.MILLISECONDS);
    }
  }

  private void stop() {
    serving = true;
    if (closing != null) {
      closing.cancel(false);
      closing = null;
    }
  }
}
