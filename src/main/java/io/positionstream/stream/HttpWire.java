package io.positionstream.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The response to a request. On HTTP/1.1 the connection is this stream's for the rest of its life:
 * what follows the first write goes to the socket as a ready-made chunk, in one buffer and one
 * system call, where the codec would need three of each; and the idle timer of the connection is
 * taken off, because a stream has its own heartbeat and deadline.
 */
final class HttpWire implements Wire, ChannelFutureListener {

  private static final int LINE_END = '\r' << 8 | '\n';

  /** Eight digits and two line ends. */
  private static final int FRAME = 12;

  private final HttpServerRequest request;
  private final @Nullable ChannelHandlerContext socket;
  private boolean begun;
  private @Nullable Writer waiting;

  HttpWire(HttpServerRequest request) {
    this.request = request;
    this.socket =
        request.version() == HttpVersion.HTTP_1_1
                && request.connection() instanceof ConnectionBase connection
            ? belowTheCodec(connection.channel().pipeline())
            : null;
  }

  /** Where bytes are written as they are; nothing if the connection is built in another way. */
  private static @Nullable ChannelHandlerContext belowTheCodec(ChannelPipeline pipeline) {
    ChannelHandlerContext codec = pipeline.context("httpEncoder");
    if (codec != null && pipeline.get("idle") != null) {
      pipeline.remove("idle");
    }
    return codec;
  }

  @Override
  public void write(Buffer bytes, Writer writer) {
    if (socket == null || !begun) {
      begun = true;
      request.response().write(bytes).onComplete(done -> writer.written(done.succeeded()));
    } else {
      waiting = writer;
      socket.writeAndFlush(chunk(socket, bytes)).addListener(this);
    }
  }

  private static ByteBuf chunk(ChannelHandlerContext socket, Buffer bytes) {
    ByteBuf chunk = socket.alloc().directBuffer(bytes.length() + FRAME);
    chunk.writeCharSequence(Integer.toHexString(bytes.length()), StandardCharsets.US_ASCII);
    chunk.writeShort(LINE_END);
    chunk.writeBytes(bytes.getByteBuf());
    return chunk.writeShort(LINE_END);
  }

  @Override
  public void operationComplete(ChannelFuture done) {
    Writer writer = waiting;
    waiting = null;
    if (writer != null) {
      writer.written(done.isSuccess());
    }
  }

  @Override
  public Future<Void> end(Buffer last) {
    Future<Void> ended = request.response().end(last);
    return request.version() == HttpVersion.HTTP_2
        ? ended
        : ended.compose(done -> request.connection().close());
  }

  @Override
  public void cut() {
    boolean reset = request.response().reset();
    if (!reset && request.version() != HttpVersion.HTTP_2) {
      request.connection().close();
    }
  }
}
