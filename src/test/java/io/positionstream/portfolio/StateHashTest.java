package io.positionstream.portfolio;

import static io.positionstream.portfolio.Events.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateHashTest {

  @Test
  void isOfThisText() {
    Settlement paid =
        new Settlement(
            new MarketTicker("KXWIND\t1"),
            "yes",
            Optional.of(Price.ONE),
            Contracts.of("2"),
            Money.ofDollars("2"),
            Money.ofDollars("0.5"),
            Money.ofDollars("0.01"),
            T0);
    Portfolio account =
        Events.held(Events.YES)
            .apply(Events.quoted("0.5", "0.6", 3))
            .apply(Events.loaded(T0, Map.of(), "7", List.of(), List.of(paid)));

    assertThat(StateHash.text(account))
        .isEqualTo(
            """
            cash	998590000
            totals	1750000	1400000	500000	20000	1	0	0
            day	1000000000	0
            unexplained	0
            position	KXRAIN-26JUL06-YES	KXRAIN-26JUL06	KXRAIN-26JUL06-YES			OPEN		350	1400000	0	10000	1400000	5000	1000	6000	1000	5000	5000	2026-07-06T12:00:01Z
            fill	y	KXRAIN-26JUL06-YES	YES	350	4000	10000	true	2026-07-06T12:00:01Z	350	OPEN
            settled	KXWIND\\t1	yes	10000	200	2000000	500000	10000	2026-07-06T12:00:00Z
            """);
    assertThat(StateHash.of(account)).matches("[0-9a-f]{64}");
  }

  @Test
  void doesNotKnowWhenOrHowOftenSomebodyLooked() {
    Portfolio once = Events.held(Events.YES);
    Portfolio often =
        Portfolio.unknown(Events.ACCOUNT, "another", T0.plusSeconds(9))
            .apply(Events.loaded(T0, Map.of(), "1000", List.of(), List.of()))
            .apply(Events.quoted("0.1", "0.2", 0))
            .apply(Events.time(0))
            .apply(new AccountEvent.LineChanged(new Line.Live(T0), T0))
            .apply(Events.filled(Events.YES));

    assertThat(often.seq()).isNotEqualTo(once.seq());
    assertThat(StateHash.of(often)).isEqualTo(StateHash.of(once));
  }

  @Test
  void knowsEveryFigure() {
    Portfolio account = Events.held(Events.YES);

    assertThat(
            List.of(
                StateHash.of(account),
                StateHash.of(account.apply(Events.quoted("0.5", "0.6", 3))),
                StateHash.of(account.apply(Events.quoted("0.5", "0.61", 3))),
                StateHash.of(account.apply(Events.filled(Events.NO))),
                StateHash.of(account.apply(Events.determined("1", 3))),
                StateHash.of(Events.withCash("1")),
                StateHash.of(Events.unknown())))
        .doesNotHaveDuplicates();
  }
}
