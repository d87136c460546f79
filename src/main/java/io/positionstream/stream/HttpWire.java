package io.positionstream.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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

  /** Takes the place of a handler; Quarkus wraps handlers, so that null would be called. */
  static final Handler<Void> NOTHING = v -> {};

  private static final int LINE_END = '\r' << 8 | '\n';

  /** Eight digits and two line ends. */
  private static final int FRAME = 12;

  private final HttpServerResponse response;
  private final HttpConnection connection;
  private final boolean shared;
  private final @Nullable ChannelHandlerContext socket;
  private @Nullable HttpServerRequest unanswered;
  private @Nullable Writer waiting;

  HttpWire(HttpServerRequest request) {
    this.response = request.response();
    this.connection = request.connection();
    this.shared = request.version() == HttpVersion.HTTP_2;
    this.unanswered = request;
    this.socket =
        request.version() == HttpVersion.HTTP_1_1
                && request.connection() instanceof ConnectionBase own
            ? belowTheCodec(own.channel().pipeline())
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
    HttpServerRequest first = unanswered;
    if (socket == null || first != null) {
      response.write(bytes).onComplete(done -> writer.written(done.succeeded()));
      forget(first);
    } else {
      waiting = writer;
      socket.writeAndFlush(chunk(socket, bytes)).addListener(this);
    }
  }

  /**
   * A stream may last for weeks: it keeps neither the token it was opened with nor its head, nor
   * what was to be done at the head, which is the whole request and its authentication.
   */
  private void forget(@Nullable HttpServerRequest answered) {
    unanswered = null;
    if (socket != null && answered != null && response.headWritten()) {
      response.headersEndHandler(NOTHING);
      answered.headers().clear();
      response.headers().clear();
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
    Future<Void> ended = response.end(last);
    return shared ? ended : ended.compose(done -> connection.close());
  }

  @Override
  public void cut() {
    boolean reset = response.reset();
    if (!reset && !shared) {
      connection.close();
    }
  }
}
