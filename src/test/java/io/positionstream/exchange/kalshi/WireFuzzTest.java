package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.positionstream.exchange.kalshi.Transport.Reply;
import io.positionstream.fuzz.Mutations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WireFuzzTest {

  private static final List<Class<? extends Record>> REPLIES =
      List.of(
          Payloads.Balance.class,
          Payloads.Positions.class,
          Payloads.Fills.class,
          Payloads.Settlements.class,
          MarketPayloads.Markets.class,
          MarketPayloads.EventReply.class,
          Payloads.ApiKeys.class,
          Payloads.UserDataTimestamp.class);

  private static final WireNews NEWS = new WireNews();
  private static final Translator TRANSLATOR = new Translator(NEWS);

  @Test
  void anyBodyIsAReplyOrUnreadable() {
    List<String> seeds =
        SampleLines.of("rest").stream().map(line -> line.wire().toString()).toList();

    assertThat(Mutations.run(seeds, WireFuzzTest::read)).isPositive();
  }

  @Test
  void anyBodyIsARefusal() {
    List<String> seeds =
        List.of(
            "{\"error\":{\"code\":\"a\",\"message\":\"b\",\"details\":\"c\"}}",
            "{\"code\":\"a\",\"message\":\"b\",\"details\":\"c\"}",
            "{\"msg\":\"a\"}",
            "{\"error\":\"a\"}");

    assertThat(Mutations.run(seeds, WireFuzzTest::refuse)).isPositive();
  }

  /** Whatever else it throws is a finding; so it is for what is made of the rows. */
  private static void read(String body) {
    for (Class<? extends Record> type : REPLIES) {
      try {
        translate(Wire.read(body, type, NEWS));
      } catch (JsonProcessingException e) {
        assertThat(e.getOriginalMessage()).isNotNull();
      }
    }
  }

  private static void translate(Object reply) {
    switch (reply) {
      case Payloads.Positions page -> page.rows().forEach(r -> tried(() -> TRANSLATOR.book(r)));
      case Payloads.Fills page -> page.rows().forEach(r -> tried(() -> TRANSLATOR.fill(r)));
      case Payloads.Settlements page ->
          page.rows().forEach(r -> tried(() -> TRANSLATOR.settlement(r, PaidValues.NONE)));
      case MarketPayloads.Markets page ->
          page.rows()
              .forEach(
                  r -> {
                    tried(() -> TRANSLATOR.market(r, Optional.empty()));
                    tried(() -> TRANSLATOR.quote(r, Instant.EPOCH));
                  });
      case Payloads.UserDataTimestamp time -> tried(() -> TRANSLATOR.time(time.asOfTime()));
      default -> assertThat(reply).isNotNull();
    }
  }

  private static void tried(Runnable translation) {
    try {
      translation.run();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void refuse(String body) {
    Refusal refusal = Refusal.of(new Reply(500, Optional.empty(), body));
    assertThat(Stream.of(refusal.code(), refusal.text()))
        .allSatisfy(word -> assertThat(word).hasSizeLessThanOrEqualTo(200));
  }
}
