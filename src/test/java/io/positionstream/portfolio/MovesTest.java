package io.positionstream.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whoever asks what moved is told what a look at every position would tell. */
class MovesTest {

  private static final int HISTORIES = 200;
  private static final int STEPS = 60;
  private static final MarketTicker A = new MarketTicker("A");
  private static final MarketTicker B = new MarketTicker("B");

  @Test
  void everyReaderOfEveryHistoryMissesExactlyWhatMovedSince() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      RandomExchange exchange = new RandomExchange(new Random(seed), STEPS, Duration.ofMinutes(1));
      List<Portfolio> told = new ArrayList<>();
      told.add(Events.unknown().apply(exchange.first()));
      exchange.heard().forEach(event -> told.add(told.getLast().apply(event)));
      Portfolio now = told.getLast();
      for (Portfolio then : told) {
        assertThat(PortfolioChange.since(then.cursor(), now))
            .as("seed %s, from %s to %s", seed, then.seq(), now.seq())
            .hasValueSatisfying(
                change ->
                    assertThat(change.moved())
                        .isEqualTo(
                            now.positions().values().stream()
                                .filter(p -> p.seq() > then.seq())
                                .toList()));
      }
    }
  }

  @Test
  void namesEachPositionOnceInTheOrderOfTheAccount() {
    Moves moves = Moves.NONE.plus(1, B).plus(2, A).plus(3, B);

    assertThat(moves.after(0)).contains(List.of(A, B));
    assertThat(moves.after(2)).contains(List.of(B));
    assertThat(moves.after(3)).contains(List.of());
  }

  @Test
  void doesNotRememberForEver() {
    Moves moves = Moves.NONE;
    for (int seq = 1; seq <= 33; seq++) {
      moves = moves.plus(seq, A);
    }
    assertThat(moves.newest()).hasSize(32);
    assertThat(moves.after(0)).isEmpty();
    assertThat(moves.after(1)).contains(List.of(A));
  }
}
