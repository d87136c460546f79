package io.positionstream.exchange.kalshi;

import static io.positionstream.exchange.kalshi.Wire.required;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.positionstream.exchange.kalshi.Frame.ErrorReply;
import io.positionstream.exchange.kalshi.Frame.FillFrame;
import io.positionstream.exchange.kalshi.Frame.Lifecycle;
import io.positionstream.exchange.kalshi.Frame.MarketPosition;
import io.positionstream.exchange.kalshi.Frame.Ok;
import io.positionstream.exchange.kalshi.Frame.Other;
import io.positionstream.exchange.kalshi.Frame.Subscribed;
import io.positionstream.exchange.kalshi.Frame.Ticker;
import io.positionstream.exchange.kalshi.WireNews.Kind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one message into a frame. Ticks are hot: when the type comes first, as Kalshi
 * writes it, the message is read in one pass without a tree. Thread-safe.
 */
@RegisterForReflection
final class FrameDecoder {

  /** The text is no message, or lacks what its type requires. */
  static final class Unreadable extends RuntimeException {

    private final boolean tick;

    Unreadable(String message, Throwable cause, boolean tick) {
      super(message, cause, false, false);
      this.tick = tick;
    }

    /** Whether it was only about the price of a market: another one follows. */
    boolean isTick() {
      return tick;
    }
  }

  private static final String TICK = "{\"type\":\"ticker\"";

  private final WireNews news;
  private final LineMeter meter;
  private final Map<String, ObjectReader> readers;
  private final ObjectReader started;

  FrameDecoder(WireNews news) {
    this(news, LineMeter.unread());
  }

  /**
   * @param news told of fields and words that are not documented
   * @param meter told of every message
   */
  FrameDecoder(WireNews news, LineMeter meter) {
    this.news = news;
    this.meter = meter;
    this.started = Wire.reader(Started.class, news);
    this.readers =
        Map.of(
            "ticker", Wire.reader(Ticker.class, news),
            "fill", Wire.reader(FillFrame.class, news),
            "market_position", Wire.reader(MarketPosition.class, news),
            "market_lifecycle_v2", Wire.reader(Lifecycle.class, news),
            "multivariate_market_lifecycle", Wire.reader(Lifecycle.class, news));
  }

  /**
   * @throws Unreadable if the text is not one of Kalshi's messages
   */
  Envelope decode(String text) {
    try {
      Envelope message = parsed(text);
      meter.heard(message.frame());
      return message;
    } catch (Unreadable e) {
      meter.unreadable();
      throw e;
    }
  }

  private Envelope parsed(String text) {
    try (JsonParser parser = Wire.JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("Expected a JSON object.");
      }
      Envelope message = read(parser);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("Expected one JSON object, found more.");
      }
      return message;
    } catch (JsonProcessingException e) {
      throw new Unreadable(e.getOriginalMessage(), e, text.startsWith(TICK));
    } catch (IOException | IllegalArgumentException e) {
      throw new Unreadable(String.valueOf(e.getMessage()), e, text.startsWith(TICK));
    }
  }

  private Envelope read(JsonParser parser) throws IOException {
    String type = null;
    long id = 0;
    long sid = 0;
    long seq = 0;
    JsonNode body = null;
    Frame frame = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "type" -> type = parser.getValueAsString();
        case "id" -> id = number(parser);
        case "sid" -> sid = number(parser);
        case "seq" -> seq = number(parser);
        case "msg" -> {
          ObjectReader reader = type == null ? null : readers.get(type);
          if (reader != null) {
            frame = reader.readValue(parser);
          } else {
            body = Wire.JSON.readTree(parser);
          }
        }
        default -> {
          news.met(Kind.FIELD, "Envelope", field);
          parser.skipChildren();
        }
      }
    }
    Frame read = frame != null ? frame : frameOf(required(type, "type"), id, body);
    if (read instanceof Lifecycle lifecycle && !Lifecycle.EVENTS.contains(lifecycle.eventType())) {
      news.met(Kind.EVENT_TYPE, "Lifecycle", lifecycle.eventType());
    }
    return new Envelope(read, sid, seq);
  }

  /** A number that is not there, or null, is 0; the exchange counts from 1. */
  private static long number(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NULL -> 0;
      default ->
          throw new IllegalArgumentException(
              "Expected a number for the field " + parser.currentName() + ".");
    };
  }

  private Frame frameOf(String type, long id, @Nullable JsonNode body) throws IOException {
    ObjectReader reader = readers.get(type);
    if (reader != null) {
      return read(reader, body);
    }
    return switch (type) {
      case "subscribed" -> {
        Started start = read(started, body);
        yield new Subscribed(id, start.channel(), start.sid());
      }
      case "ok", "unsubscribed" -> new Ok(id);
      case "error" -> error(id, body);
      default -> {
        if (!Other.TYPES.contains(type)) {
          news.met(Kind.FRAME_TYPE, "Envelope", type);
        }
        yield new Other(type);
      }
    };
  }

  /** An error is one whatever it lacks: to drop it would hide that something ended. */
  private static ErrorReply error(long id, @Nullable JsonNode body) {
    if (body == null || !body.isObject()) {
      return new ErrorReply(id, 0, body == null ? "" : body.asText(""));
    }
    return new ErrorReply(id, body.path("code").asInt(), body.path("msg").asText(""));
  }

  private static <T> T read(ObjectReader reader, @Nullable JsonNode body) throws IOException {
    T read = reader.readValue(required(body, "msg"));
    return required(read, "msg");
  }

  /** What {@code subscribed} says. */
  private record Started(String channel, Long sid) {
    Started {
      required(channel, "channel");
      required(sid, "sid");
    }
  }
}
