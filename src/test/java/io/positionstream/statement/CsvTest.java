package io.positionstream.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

  @Test
  void writesAHeaderAndLinesThatEndInCrLf() {
    Csv csv = new Csv(List.of("ticker", "fee", "effect"));

    csv.text("KXRAIN").exact("-0.01").exact(Optional.empty()).end();

    assertThat(csv).hasToString("ticker,fee,effect\r\nKXRAIN,-0.01,\r\n");
  }

  @Test
  void quotesWhatWouldBreakALine() {
    Csv csv = new Csv(List.of("a"));

    csv.text("a,b").text("say \"no\"").text("two\r\nlines").end();

    assertThat(csv).hasToString("a\r\n\"a,b\",\"say \"\"no\"\"\",\"two\r\nlines\"\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "=HYPERLINK(\"http://x\",1)"})
  void textIsNeverAFormula(String text) {
    String line = new Csv(List.of("a")).text(text).end().toString().split("\r\n")[1];

    assertThat(line).matches("\"?'.*").contains(text.replace("\"", "\"\""));
  }
}
