package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import io.positionstream.fuzz.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

class CursorFuzzTest {

  @Test
  void anyTextIsACursorThatReadsBackOrNone() {
    List<String> seeds =
        List.of("k3v9-812-41", "a-0-0", "0-999999999999999999-999999999", "--", "");

    assertThat(Mutations.run(seeds, CursorFuzzTest::parse)).isPositive();
  }

  /** Throws nothing at all. */
  static void parse(String text) {
    Cursor.parse(text)
        .ifPresent(
            cursor -> {
              assertThat(cursor.seq()).isNotNegative();
              assertThat(cursor.fact()).isNotNegative();
              assertThat(Cursor.parse(cursor.toString())).contains(cursor);
            });
  }
}
