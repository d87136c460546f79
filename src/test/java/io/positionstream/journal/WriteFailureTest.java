package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteFailureTest {

  @ParameterizedTest
  @CsvSource({
    "53100, disk_full",
    "53300, out_of_resources",
    "57P01, unavailable",
    "08006, unavailable",
    "23505, constraint",
    "XX000, other",
    ", other",
  })
  void namesWhatTheDatabaseRefused(String state, String word) {
    assertThat(WriteFailure.of(new PgException("m", "ERROR", state, "d")).word()).isEqualTo(word);
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailable() {
    assertThat(WriteFailure.of(new IOException("reset"))).isEqualTo(WriteFailure.UNAVAILABLE);
  }
}
