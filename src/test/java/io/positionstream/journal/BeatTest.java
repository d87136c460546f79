package io.positionstream.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeatTest {

  private final Beat beat = new Beat();
  private final List<String> gone = new ArrayList<>();

  @Test
  void allWhoWaitGoOnTogetherAndOnce() {
    waits("first");
    waits("second");
    assertThat(gone).isEmpty();

    beat.turn();
    beat.turn();

    assertThat(gone).containsExactly("first", "second");
  }

  @Test
  void whoComesBackAtOnceWaitsForTheNextOne() {
    beat.next().subscribe().with(v -> waits("again"));

    beat.turn();
    assertThat(gone).isEmpty();

    beat.turn();
    assertThat(gone).containsExactly("again");
  }

  @Test
  void aFaultOfOneIsNotTheOthers() {
    Uni<Void> broken =
        beat.next()
            .invoke(
                () -> {
                  throw new IllegalStateException("broken");
                });
    var failed = broken.subscribe().withSubscriber(UniAssertSubscriber.create());
    waits("other");

    beat.turn();

    failed.assertFailedWith(IllegalStateException.class, "broken");
    assertThat(gone).containsExactly("other");
  }

  private void waits(String name) {
    beat.next().subscribe().with(v -> gone.add(name));
  }
}
