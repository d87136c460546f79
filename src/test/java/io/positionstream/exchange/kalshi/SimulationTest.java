package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Engine, adapter and a hostile exchange under a virtual clock, seed by seed. A seed that fails
 * prints itself and its story; write it into {@code simulation/seeds.txt}, and it is played for
 * ever. {@code -Dsimulation.seeds=10000} plays more, {@code -Dsimulation.first=4711} begins there.
 */
class SimulationTest {

  private static final long FIRST = Long.getLong("simulation.first", 1);
  private static final long SEEDS = Long.getLong("simulation.seeds", 1_000);

  private final Logger log = Logger.getLogger("io.positionstream");
  private final QuickSignatures signatures = new QuickSignatures();

  @BeforeEach
  void quietly() {
    log.setLevel(Level.OFF);
    // What Mutiny sets up at first use does not bear two first users.
    Infrastructure.decorate((Supplier<String>) () -> "");
  }

  @AfterEach
  void aloud() {
    log.setLevel(null);
    signatures.close();
  }

  @Test
  void whateverGoesWrongTheAccountIsRightInTheEnd() {
    List<String> wrong =
        LongStream.range(FIRST, FIRST + SEEDS)
            .parallel()
            .mapToObj(SimulatedRun::play)
            .flatMap(Optional::stream)
            .limit(3)
            .toList();

    assertThat(wrong).isEmpty();
  }

  @Test
  void moneyThatIsNeitherTradeNorDepositIsShown() {
    assertThat(SimulatedRun.unexplainedAfterReturnOf("12.3456")).isEqualTo("12.3456");
    assertThat(SimulatedRun.unexplainedAfterReturnOf("-0.0100")).isEqualTo("-0.01");
  }

  @Test
  void whatOnceWentWrongStaysRight() throws IOException {
    try (InputStream in = SimulationTest.class.getResourceAsStream("/simulation/seeds.txt")) {
      List<String> wrong =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#") && !line.isBlank())
              .map(line -> SimulatedRun.play(Long.parseLong(line.strip())))
              .flatMap(Optional::stream)
              .toList();

      assertThat(wrong).isEmpty();
    }
  }
}
