package io.positionstream.exchange.kalshi;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.portfolio.Remembered;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/**
 * The format of a recording: JSON, one object a line. The first line is the {@link Header}, every
 * other one an {@link Input}: all that happened to a line, in the order in which it did, raw. What
 * we send is not in it, so neither is a key, a signature or a token.
 *
 * <p>Questions, connections, commands and timers have numbers, from 1, in the order in which the
 * line asked for them: that is all that is needed to give each answer to the right question.
 */
@RegisterForReflection
final class Recording {

  static final int FORMAT = 1;

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          // Records only: what they are made of, and not what they can tell.
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
          .build();

  private Recording() {}

  /**
   * What a line was made of.
   *
   * @param recording version of the format
   * @param chance seed of the line's dice
   * @param fillsFrom the first load read fills from here on
   * @param start what was known of the account before
   */
  record Header(
      int recording,
      Instant began,
      String environment,
      int subaccount,
      long chance,
      Timing timing,
      Instant fillsFrom,
      Remembered start) {}

  /** The settings of the line, as values. */
  record Timing(
      Duration answer,
      Duration backOffMin,
      Duration backOffMax,
      Duration reload,
      Duration poll,
      Duration quiet,
      Duration stale,
      Duration silence)
      implements KalshiConfig.Timing {

    static Timing of(KalshiConfig.Timing timing) {
      return new Timing(
          timing.answer(),
          timing.backOffMin(),
          timing.backOffMax(),
          timing.reload(),
          timing.poll(),
          timing.quiet(),
          timing.stale(),
          timing.silence());
    }
  }

  /**
   * One line of the file.
   *
   * @param at by our clock, which stands still while the line deals with it
   */
  record Input(Instant at, Entry in) {}

  /** What can happen to a line, and two remarks. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes({
    @Type(value = Began.class, name = "began"),
    @Type(value = Passed.class, name = "passed"),
    @Type(value = Timer.class, name = "timer"),
    @Type(value = Answered.class, name = "answered"),
    @Type(value = Unanswered.class, name = "unanswered"),
    @Type(value = Opened.class, name = "opened"),
    @Type(value = Refused.class, name = "refused"),
    @Type(value = Unopened.class, name = "unopened"),
    @Type(value = Heard.class, name = "heard"),
    @Type(value = Pinged.class, name = "pinged"),
    @Type(value = Closed.class, name = "closed"),
    @Type(value = Sent.class, name = "sent"),
    @Type(value = Unsent.class, name = "unsent"),
    @Type(value = State.class, name = "state"),
    @Type(value = End.class, name = "end")
  })
  sealed interface Entry {}

  /** Somebody began to listen to the line. */
  record Began() implements Entry {}

  /** A second passed. */
  record Passed(Instant time, Instant dayStart) implements Entry {}

  /** A timer went off, or work that was handed over was done. */
  record Timer(long timer) implements Entry {}

  /**
   * A reply came.
   *
   * @param path with the query; what was asked
   */
  record Answered(long question, String path, Reply reply) implements Entry {}

  /** No reply came. */
  record Unanswered(long question, String path, Failure failure) implements Entry {}

  /** A WebSocket is open. */
  record Opened(long socket) implements Entry {}

  /** A WebSocket was answered with an ordinary reply. */
  record Refused(long socket, Reply reply) implements Entry {}

  /** A WebSocket could not be had. */
  record Unopened(long socket, Failure failure) implements Entry {}

  /** A message came. */
  record Heard(long socket, String text) implements Entry {}

  /** The exchange asked whether we live. */
  record Pinged(long socket) implements Entry {}

  /** A WebSocket ended. */
  record Closed(long socket, String why) implements Entry {}

  /** A command was sent. */
  record Sent(long command) implements Entry {}

  /** A command could not be sent. */
  record Unsent(long command, Failure failure) implements Entry {}

  /**
   * No input but what came of them.
   *
   * @param hash of the account after so many {@code inputs}
   */
  record State(long inputs, String hash) implements Entry {}

  /** Nothing follows. */
  record End(String why) implements Entry {}

  /** What went wrong on the network, as far as it makes a difference to a line. */
  record Failure(boolean timeout, String why) {

    static Failure of(Throwable failure) {
      return new Failure(failure instanceof TimeoutException, String.valueOf(failure.getMessage()));
    }

    Exception asException() {
      return timeout ? new TimeoutException(why) : new IOException(why);
    }
  }
}
