package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real event loop that is kept busy by turns, each of which brings up the next. */
class LoopTest {

  private final EventLoopGroup group = new NioEventLoopGroup(1);
  private final Loop loop = new Loop.OfNetty(group.next());
  private final CompletableFuture<Integer> read = new CompletableFuture<>();
  private volatile boolean written;
  private int turnsSince;

  @AfterEach
  void end() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void turnsThatFollowEachOtherLeaveTheSocketsTheirTime() throws IOException {
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Reading())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    try (Socket client = new Socket()) {
      client.connect(server.localAddress());
      loop.execute(this::turn);

      client.getOutputStream().write(1);
      written = true;

      assertThat(read).succeedsWithin(20, TimeUnit.SECONDS);
      assertThat(read.join()).as("turns until it was read").isLessThan(30);
    }
  }

  /** Takes some time, as a turn of many readers does. */
  private void turn() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    turnsSince += written ? 1 : 0;
    if (!read.isDone()) {
      loop.afterSockets(this::turn);
    }
  }

  private final class Reading extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object bytes) {
                  read.complete(turnsSince);
                }
              });
    }
  }
}
