package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our records beside the exchange's own list of fields. */
class WireFieldsTest {

  private static final JsonNode DOCUMENTED =
      SampleLines.parsed(SampleLines.text("documented-fields.json"));

  static List<Class<? extends Record>> records() {
    return WireFields.RECORDS;
  }

  @ParameterizedTest
  @MethodSource("records")
  void knowsEveryDocumentedFieldAndNoOther(Class<? extends Record> type) {
    Set<String> documented = new TreeSet<>(names(type, "required"));
    documented.addAll(names(type, "optional"));

    assertThat(WireFields.known(type)).isEqualTo(documented);
  }

  @ParameterizedTest
  @MethodSource("records")
  void requiresOnlyWhatTheExchangePromises(Class<? extends Record> type) {
    assertThat(names(type, "required")).containsAll(WireFields.required(type));
  }

  @Test
  void hasARecordForEveryListedMessage() {
    assertThat(DOCUMENTED.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            WireFields.RECORDS.stream().map(WireFieldsTest::name).toList());
  }

  private static List<String> names(Class<? extends Record> type, String kind) {
    List<String> names = new ArrayList<>();
    DOCUMENTED.required(name(type)).required(kind).forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String name(Class<? extends Record> type) {
    return type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName();
  }
}
