package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
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
  void rowsThatCannotBeWrittenAreToldFromADatabaseThatCannot() {
    assertThat(WriteFailure.isOfItsRows(new PgException("m", "ERROR", "23514", "d"))).isTrue();
    assertThat(WriteFailure.isOfItsRows(new PgException("m", "ERROR", "P0001", "d"))).isTrue();
    assertThat(WriteFailure.isOfItsRows(new ArithmeticException("overflow"))).isTrue();
    assertThat(WriteFailure.isOfItsRows(new PgException("m", "ERROR", "53100", "d"))).isFalse();
    assertThat(WriteFailure.isOfItsRows(new PgException("m", "FATAL", "57P01", "d"))).isFalse();
    assertThat(WriteFailure.isOfItsRows(ClosedConnectionException.INSTANCE)).isFalse();
    assertThat(WriteFailure.isOfItsRows(new IOException("reset"))).isFalse();
  }

  @Test
  void aDatabaseThatDoesNotAnswerIsUnavailable() {
    assertThat(WriteFailure.of(new IOException("reset"))).isEqualTo(WriteFailure.UNAVAILABLE);
  }
}
