package io.positionstream.simulator;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The event that one turn of the tape plays: the first is the recorded day, each later one the day
 * after.
 *
 * @param loop counts the turns from 0
 */
record TapedEvent(int loop) {
  static final String SERIES = "KXHIGHNY";
  private static final LocalDate RECORDED_DAY = LocalDate.of(2025, 12, 14);
  private static final DateTimeFormatter TICKER_DAY =
      DateTimeFormatter.ofPattern("uuMMMdd", Locale.ENGLISH);
  private static final DateTimeFormatter TITLE_DAY =
      DateTimeFormatter.ofPattern("MMM d", Locale.ENGLISH);
  private static final Map<String, String> SUB_TITLES =
      Map.of(
          "T34", "33° or below",
          "B34.5", "34° to 35°",
          "B36.5", "36° to 37°",
          "B38.5", "38° to 39°",
          "B40.5", "40° to 41°",
          "T41", "42° or above");

  String ticker() {
    return SERIES + "-" + TICKER_DAY.format(day()).toUpperCase(Locale.ENGLISH);
  }

  String title() {
    return "Highest temperature in NYC on " + TITLE_DAY.format(day());
  }

  String subTitle() {
    return "On " + DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.ENGLISH).format(day());
  }

  String marketTicker(String outcome) {
    return ticker() + "-" + outcome;
  }

  List<String> marketTickers(TapeRecording recording) {
    return recording.outcomes().stream().map(this::marketTicker).toList();
  }

  static String yesSubTitle(String outcome) {
    return SUB_TITLES.getOrDefault(outcome, outcome);
  }

  TapedEvent next() {
    return new TapedEvent(loop + 1);
  }

  private LocalDate day() {
    return RECORDED_DAY.plusDays(loop);
  }
}
