package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  private static final ObjectMapper READER = new ObjectMapper();

  @Property
  void anyTextIsReadBackAsItWas(@ForAll String text) throws Exception {
    String json = JsonText.object(out -> out.text("text", text));
    assertThat(READER.readTree(json).get("text").asText()).isEqualTo(text);
  }

  @Property
  void aTimeIsUtcWithAtMostMilliseconds(
      @ForAll @LongRange(min = -70_000_000_000L, max = 300_000_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 999_999_999L) long nano) {
    Instant at = Instant.ofEpochSecond(second, nano);
    assertThat(JsonText.object(out -> out.time("at", Optional.of(at))))
        .isEqualTo("{\"at\":\"" + at.truncatedTo(ChronoUnit.MILLIS) + "\"}");
  }

  @Test
  void millisecondsKeepTheirZeros() {
    Instant at = Instant.parse("2026-01-02T03:04:05.007Z");
    assertThat(JsonText.object(out -> out.time("at", Optional.of(at))))
        .isEqualTo("{\"at\":\"2026-01-02T03:04:05.007Z\"}");
  }

  @Test
  void digitsStayAsTheyAreAndWhatIsUnknownIsNull() {
    String json =
        JsonText.object(
            out -> {
              out.number("exact", "0.10");
              out.number("unknown", Optional.empty());
              out.number("long", Long.MIN_VALUE);
              out.text("absent", null);
              out.time("never", Optional.empty());
              out.flag("yes", true);
              out.flag("either", Optional.empty());
              out.unknown("nothing");
              out.encoded("nested", "[1]");
            });
    assertThat(json)
        .isEqualTo(
            "{\"exact\":0.10,\"unknown\":null,\"long\":-9223372036854775808,\"absent\":null,"
                + "\"never\":null,\"yes\":true,\"either\":null,\"nothing\":null,\"nested\":[1]}");
  }

  @Test
  void objectsAndListsAreSeparatedWhereTheyMustBe() {
    String json =
        JsonText.object(
            out -> {
              out.open("empty");
              out.close();
              out.open("full");
              out.text("bracket", "[");
              out.text("brace", "{");
              out.close();
              out.list("none", List.of(), (row, any) -> row.text("never", "written"));
              out.list("rows", List.of(1L, 2L), (row, number) -> row.number("n", number));
              out.times("times", List.of(Instant.EPOCH, Instant.ofEpochSecond(1)));
            });
    assertThat(json)
        .isEqualTo(
            "{\"empty\":{},\"full\":{\"bracket\":\"[\",\"brace\":\"{\"},\"none\":[],"
                + "\"rows\":[{\"n\":1},{\"n\":2}],"
                + "\"times\":[\"1970-01-01T00:00:00Z\",\"1970-01-01T00:00:01Z\"]}");
  }
}
