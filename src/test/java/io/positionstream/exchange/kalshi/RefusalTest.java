package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.positionstream.exchange.ExchangeFailure;
import io.positionstream.exchange.ExchangeFailure.KeyRefused;
import io.positionstream.exchange.ExchangeFailure.TimedOut;
import io.positionstream.exchange.ExchangeFailure.Unavailable;
import io.positionstream.exchange.ExchangeFailure.Unexpected;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.exchange.kalshi.Transport.UpgradeRefused;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Nested.
        "{'error':{'code':'header_timestamp_expired','message':'header timestamp expired'}}"
            + "| header_timestamp_expired | header_timestamp_expired, header timestamp expired",
        "{'error':{'code':'authentication_error','message':'authentication_error','details':'NOT_FOUND'}}"
            + "| authentication_error | authentication_error, NOT_FOUND",
        "{'error':{'code':'x','message':'y','service':'api'}} | x | x, y",
        "{'error':{}} | `` | ``",
        // Flat, all of it optional.
        "{'code':'bad_request','message':'no','details':'limit'} | bad_request | bad_request, no, limit",
        "{'code':'bad_request'} | bad_request | bad_request",
        "{'message':'no','details':null} | `` | no",
        // Bare.
        "{'msg':'Parameter validation failed'} | `` | Parameter validation failed",
        // A word.
        "{'error':'too many requests'} | `` | too many requests",
        "{'error':null} | `` | ``",
        "{'error':['a']} | `` | ``",
        "{'error':{'code':{'a':1},'message':['b']}} | `` | ``",
        "{'code':429} | 429 | ``",
        "{'exchange_active':false,'trading_active':false} | `` | ``"
      })
  void readsEveryShape(String body, String code, String text) {
    assertThat(Refusal.of(reply(400, body.replace('\'', '"'))))
        .isEqualTo(new Refusal(400, code, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "null",
        "[]",
        "[{\"code\":\"x\"}]",
        "\"text\"",
        "42",
        "true",
        "<html><head><title>502 Bad Gateway</title></head></html>",
        "upstream connect error",
        "{\"error\":{\"code\":",
        "{\"error\":\"\"}"
      })
  void saysNothingForABodyThatSaysNothing(String body) {
    Refusal refusal = Refusal.of(reply(502, body));

    assertThat(refusal).isEqualTo(new Refusal(502, "", ""));
    assertThat(refusal.failure("GET /x"))
        .isInstanceOf(Unavailable.class)
        .hasMessage("GET /x was answered with status 502");
  }

  static Stream<String> hugeBodies() {
    return Stream.of(
        "x".repeat(10_000_000),
        "[".repeat(1_000_000),
        "{\"error\":".repeat(100_000),
        "{\"error\":\"" + "x".repeat(1_000_000) + "\"}",
        "{\"code\":\""
            + "x".repeat(1_000_000)
            + "\",\"message\":\""
            + "y".repeat(1_000_000)
            + "\"}",
        "{\"code\":" + "9".repeat(900) + "}");
  }

  @Test
  void isShortWhateverIsSaid() {
    assertThat(hugeBodies())
        .allSatisfy(
            body -> {
              Refusal refusal = Refusal.of(reply(500, body));
              assertThat(refusal.code()).hasSizeLessThanOrEqualTo(200);
              assertThat(refusal.text()).hasSizeLessThanOrEqualTo(200);
            });
  }

  @Test
  void isOneLine() {
    String body = "{\"code\":\"a\\r\\nb\",\"message\":\"c\\u001b[31md\\ne\"}";

    assertThat(Refusal.of(reply(400, body)))
        .returns("a  b", Refusal::code)
        .returns("a  b, c [31md e", Refusal::text);
  }

  @ParameterizedTest
  @CsvSource({
    "400, Unexpected, false",
    "401, KeyRefused, false",
    "403, KeyRestricted, false",
    "404, NotFound, false",
    "410, Unexpected, false",
    "429, Unavailable, true",
    "500, Unavailable, true",
    "502, Unavailable, true",
    "503, Unavailable, true",
    "504, Unavailable, true",
    "520, Unavailable, true",
    "204, Unexpected, false",
    "302, Unexpected, false"
  })
  void tellsByTheStatusWhatItMeans(int status, String failure, boolean mayPass) {
    Refusal refusal = Refusal.of(reply(status, "{\"error\":\"because\"}"));

    assertThat(refusal.failure("GET /x"))
        .hasMessage("GET /x was answered with status " + status + ": because")
        .extracting(f -> f.getClass().getSimpleName())
        .isEqualTo(failure);
    assertThat(refusal.mayPass()).isEqualTo(mayPass);
  }

  @ParameterizedTest
  @CsvSource({
    "401, header_timestamp_expired, true",
    "400, header_timestamp_expired, false",
    "401, authentication_error, false"
  })
  void blamesTheClockOnlyWhenTheExchangeDoes(int status, String code, boolean off) {
    assertThat(Refusal.of(reply(status, "{\"error\":{\"code\":\"" + code + "\"}}")).clockIsOff())
        .isEqualTo(off);
  }

  static Stream<Arguments> causes() {
    KeyRefused known = new KeyRefused("known");
    return Stream.of(
        Arguments.of(known, KeyRefused.class, "known"),
        Arguments.of(
            new UpgradeRefused(reply(401, "{\"error\":{\"code\":\"x\"}}")),
            KeyRefused.class,
            "GET /x was answered with status 401: x"),
        Arguments.of(new UpgradeRefused(reply(502, "<html>")), Unavailable.class, "GET /x: "),
        Arguments.of(new TimeoutException(), TimedOut.class, "GET /x was not answered in time"),
        Arguments.of(new IllegalArgumentException("odd"), Unexpected.class, "GET /x: odd"),
        Arguments.of(unreadable(), Unexpected.class, "GET /x: Unexpected"),
        Arguments.of(new IOException("reset"), Unavailable.class, "GET /x failed: reset"),
        Arguments.of(new IllegalStateException("bug"), Unavailable.class, "GET /x failed: bug"),
        Arguments.of(
            new IllegalStateException(),
            Unavailable.class,
            "GET /x failed: IllegalStateException"));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void makesAFailureOfThePortOfEveryCause(
      Throwable cause, Class<? extends ExchangeFailure> failure, String message) {
    assertThat(Refusal.failure("GET /x", cause))
        .isInstanceOf(failure)
        .hasMessageStartingWith(message);
  }

  private static JsonProcessingException unreadable() {
    try {
      Wire.read("{]", Payloads.Balance.class, new WireNews());
      throw new AssertionError("read");
    } catch (JsonProcessingException e) {
      return e;
    }
  }

  private static Reply reply(int status, String body) {
    return new Reply(status, Optional.empty(), body);
  }
}
