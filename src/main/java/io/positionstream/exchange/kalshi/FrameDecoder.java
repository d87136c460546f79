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
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of one message into a frame. Ticks are hot: when the type comes first, as Kalshi
 * writes it, the message is read in one pass without a tree. Thread-safe.
 */
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

  private static final Map<String, ObjectReader> READERS =
      Map.of(
          "ticker", Wire.JSON.readerFor(Ticker.class),
          "fill", Wire.JSON.readerFor(FillFrame.class),
          "market_position", Wire.JSON.readerFor(MarketPosition.class),
          "market_lifecycle_v2", Wire.JSON.readerFor(Lifecycle.class));

  /**
   * @throws Unreadable if the text is not one of Kalshi's messages
   */
  Frame decode(String text) {
    try (JsonParser parser = Wire.JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("Expected a JSON object.");
      }
      return read(parser);
    } catch (JsonProcessingException e) {
      throw new Unreadable(e.getOriginalMessage(), e, text.startsWith(TICK));
    } catch (IOException | IllegalArgumentException e) {
      throw new Unreadable(String.valueOf(e.getMessage()), e, text.startsWith(TICK));
    }
  }

  private static Frame read(JsonParser parser) throws IOException {
    String type = null;
    long id = 0;
    long sid = 0;
    JsonNode body = null;
    Frame frame = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "type" -> type = parser.getText();
        case "id" -> id = parser.getValueAsLong();
        case "sid" -> sid = parser.getValueAsLong();
        case "msg" -> {
          ObjectReader reader = type == null ? null : READERS.get(type);
          if (reader != null) {
            frame = reader.readValue(parser);
          } else {
            body = Wire.JSON.readTree(parser);
          }
        }
        default -> parser.skipChildren();
      }
    }
    return frame != null ? frame : frameOf(required(type, "type"), id, sid, body);
  }

  private static Frame frameOf(String type, long id, long sid, @Nullable JsonNode body)
      throws IOException {
    ObjectReader reader = READERS.get(type);
    if (reader != null) {
      return reader.readValue(required(body, "msg"));
    }
    return switch (type) {
      case "subscribed" -> {
        JsonNode msg = required(body, "msg");
        yield new Subscribed(
            id, required(msg.get("channel"), "channel").asText(), msg.path("sid").asLong(sid));
      }
      case "ok", "unsubscribed" -> new Ok(id);
      case "error" -> {
        JsonNode msg = required(body, "msg");
        yield new ErrorReply(id, msg.path("code").asInt(), msg.path("msg").asText(""));
      }
      default -> new Other(type);
    };
  }
}
