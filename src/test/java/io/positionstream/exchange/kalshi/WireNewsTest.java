package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.exchange.kalshi.WireNews.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WireNewsTest {

  private final WireNews news = new WireNews();

  @Test
  void countsEveryTimeAndTellsOnce() {
    news.met(Kind.FIELD, "Market", "mood");
    news.met(Kind.FIELD, "Market", "mood");
    news.met(Kind.FIELD, "Fill", "mood");
    news.met(Kind.STATUS, "Market", "mood");

    assertThat(news.count(Kind.FIELD)).isEqualTo(3);
    assertThat(news.count(Kind.STATUS)).isEqualTo(1);
    assertThat(news.count(Kind.FRAME_TYPE)).isZero();
    assertThat(news.told()).isEqualTo(3);
  }

  @Test
  void remembersOnlySoManyNamesAndCountsAll() {
    IntStream.range(0, 10_000).forEach(i -> news.met(Kind.EVENT_TYPE, "Lifecycle", "event" + i));

    assertThat(news.count(Kind.EVENT_TYPE)).isEqualTo(10_000);
    assertThat(news.told()).isEqualTo(200);
  }

  @Test
  void tellsOneNameForAllThatLookAlikeOnceShortenedAndCleaned() {
    news.met(Kind.FIELD, "Market", "x".repeat(60) + "a");
    news.met(Kind.FIELD, "Market", "x".repeat(1_000_000));
    news.met(Kind.FIELD, "Market", "a\nb");
    news.met(Kind.FIELD, "Market", "a\tb");
    news.met(Kind.FIELD, "Market", "");

    assertThat(news.count(Kind.FIELD)).isEqualTo(5);
    assertThat(news.told()).isEqualTo(3);
  }

  @Test
  void countsFromManyThreads() {
    IntStream.range(0, 1_000).parallel().forEach(i -> news.met(Kind.FIELD, "Market", "mood"));

    assertThat(news.count(Kind.FIELD)).isEqualTo(1_000);
  }
}
