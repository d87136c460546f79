package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TapeRecordingTest {
  private final TapeRecording recording;

  TapeRecordingTest() throws IOException {
    recording = TapeRecording.load();
  }

  @Test
  void holdsTheWholeDayInOrder() {
    assertThat(recording.size()).isEqualTo(61_166);
    assertThat(recording.lengthMs()).isEqualTo(105_267_098);
    for (int i = 1; i < recording.size(); i++) {
      assertThat(recording.row(i).elapsedMs())
          .isGreaterThanOrEqualTo(recording.row(i - 1).elapsedMs());
    }
  }

  @Test
  void knowsItsSixOutcomesAndTheWinner() {
    assertThat(recording.outcomes())
        .containsExactly("B34.5", "B36.5", "B38.5", "B40.5", "T34", "T41");
    assertThat(recording.winner()).isEqualTo("T34");
  }

  @Test
  void beginsWhereEveryMarketCanBeTraded() {
    assertThat(recording.startMs()).isBetween(1, 3_600_000);
    assertThat(recording.row(recording.firstAfter(recording.startMs()) - 1).bid().isTradable())
        .isTrue();
  }

  @Test
  void findsTheRowsAfterAMoment() {
    assertThat(recording.firstAfter(-1)).isZero();
    assertThat(recording.firstAfter(0)).isEqualTo(6);
    assertThat(recording.firstAfter(recording.lengthMs())).isEqualTo(recording.size());
  }

  @Test
  void namesEachTurnAfterTheNextDay() {
    assertThat(new TapedEvent(0).ticker()).isEqualTo("KXHIGHNY-25DEC14");
    assertThat(new TapedEvent(0).title()).isEqualTo("Highest temperature in NYC on Dec 14");
    assertThat(new TapedEvent(18).marketTicker("T34")).isEqualTo("KXHIGHNY-26JAN01-T34");
  }
}
