package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Kalshi's JSON is read: snake case, new fields every week (ignored, but counted), and required
 * fields that once vanished without notice, so that an absent one is an error and never a default.
 */
final class Wire {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Whole cents that get a fraction one day are not to be cut silently.
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addHandler(new Unknown())
          .build();

  private Wire() {}

  /** Reads messages of one kind; unknown fields are counted in {@code news}. */
  static ObjectReader reader(Class<?> type, WireNews news) {
    return JSON.readerFor(type).withAttribute(WireNews.class, news);
  }

  /**
   * Reads the body of a successful reply.
   *
   * @throws JsonProcessingException if it is not exactly one such object: empty, {@code null}, not
   *     JSON, an error in spite of its status, or without a required field
   */
  static <T> T read(String body, Class<T> type, WireNews news) throws JsonProcessingException {
    T reply =
        reader(type, news).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readValue(body);
    if (reply == null) {
      throw MismatchedInputException.from((JsonParser) null, type, "Expected a body, found null.");
    }
    return reply;
  }

  /** The value, or a failure that names the field. */
  static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("Expected the field " + field + ", found none.");
    }
    return value;
  }

  /** Meets the fields that a record neither reads nor lists as known. */
  private static final class Unknown extends DeserializationProblemHandler {

    /** In a reply that has nothing but optional fields, they would pass for an empty one. */
    private static final Set<String> WORDS_OF_REFUSALS =
        Set.of("error", "code", "message", "msg", "details");

    @Override
    public boolean handleUnknownProperty(
        DeserializationContext context,
        JsonParser parser,
        JsonDeserializer<?> deserializer,
        Object beanOrClass,
        String name)
        throws IOException {
      Class<?> type = beanOrClass instanceof Class<?> known ? known : beanOrClass.getClass();
      if (Payloads.Reply.class.isAssignableFrom(type) && WORDS_OF_REFUSALS.contains(name)) {
        throw MismatchedInputException.from(
            parser, type, "Expected what was asked for, found a refusal (\"" + name + "\").");
      }
      if (context.getAttribute(WireNews.class) instanceof WireNews news) {
        news.met(WireNews.Kind.FIELD, type.getSimpleName(), name);
      }
      parser.skipChildren();
      return true;
    }
  }
}
