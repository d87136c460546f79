package io.positionstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final List<String> ALL = List.of("a", "b", "c", "d", "e");

  @Test
  void walksTheWholeListAndEndsWithAnEmptyCursor() {
    Page<String> one = page(ALL, Optional.empty());
    Page<String> two = page(ALL, Optional.of(one.cursor()));
    Page<String> three = page(ALL, Optional.of(two.cursor()));

    assertThat(one.items()).containsExactly("a", "b");
    assertThat(two.items()).containsExactly("c", "d");
    assertThat(three.items()).containsExactly("e");
    assertThat(three.cursor()).isEmpty();
  }

  @Test
  void goesOnWhereItWasWhenItemsVanish() {
    String cursor = page(ALL, Optional.empty()).cursor();

    assertThat(page(List.of("a", "c", "d"), Optional.of(cursor)).items()).containsExactly("c", "d");
  }

  @Test
  void beginsAnewWithACursorThatIsNone() {
    assertThat(page(ALL, Optional.of("garbage!")).items()).containsExactly("a", "b");
  }

  private static Page<String> page(List<String> all, Optional<String> cursor) {
    return Page.of(all, Function.identity(), cursor, 2);
  }
}
