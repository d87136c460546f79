package io.positionstream.engine;

import static io.positionstream.portfolio.Events.RAIN;
import static io.positionstream.portfolio.Events.T0;
import static io.positionstream.portfolio.Events.book;
import static io.positionstream.portfolio.Events.holding;
import static io.positionstream.portfolio.Events.loaded;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.portfolio.AccountEvent;
import io.positionstream.portfolio.Discrepancy;
import io.positionstream.portfolio.Drift;
import io.positionstream.portfolio.Events;
import io.positionstream.portfolio.Holding;
import io.positionstream.portfolio.Line;
import io.positionstream.portfolio.Portfolio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftWatchTest {

  private static final Holding OURS = holding("10", "4", "0", "0.01", "4");
  private static final Holding THEIRS = holding("10", "4", "0", "0.02", "4");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final List<Discrepancy> told = new ArrayList<>();
  private final DriftWatch watch = new DriftWatch(Events.ACCOUNT, metrics, told::addAll);
  private final List<String> warnings = new ArrayList<>();
  private final Logger log = Logger.getLogger(DriftWatch.class.getName());
  private final Handler listener = new Listener();
  private final Portfolio shown =
      Events.unknown()
          .apply(read(OURS, 0))
          .apply(new AccountEvent.LineChanged(new Line.Live(T0), T0));

  @BeforeEach
  void listen() {
    log.addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    log.removeHandler(listener);
  }

  @Test
  void everyDifferenceIsCountedByItsField() {
    look(read(THEIRS, 60));
    look(read(THEIRS, 120));
    assertThat(count("fees")).isEqualTo(2);
  }

  @Test
  void itIsLoggedOnceUntilItHasHealedAndAgainWhenItComesBack() {
    look(read(THEIRS, 60));
    look(read(THEIRS, 120));
    assertThat(warnings).hasSize(1);

    look(read(OURS, 180));
    look(read(THEIRS, 240));
    assertThat(warnings).hasSize(2);
  }

  @Test
  void theLogNamesAccountAndFieldButNeitherMarketNorAmount() {
    look(read(THEIRS, 60));
    assertThat(warnings).containsExactly("drift account=" + Events.ACCOUNT + " field=fees");
  }

  @Test
  void whatIsNotAReadIsNotLookedAt() {
    look(Events.quoted("0.4", "0.5", 5));
    assertThat(metrics.getMeters()).isEmpty();
  }

  @Test
  void tellsItsReaderWhatWasFoundAndWhatHealedIt() {
    look(read(THEIRS, 60));
    look(read(OURS, 120));

    assertThat(told)
        .containsExactly(
            new Discrepancy(
                Discrepancy.Source.STREAM_VS_REST,
                new Drift(Drift.Field.FEES, Optional.of(RAIN), "0.01", "0.02"),
                T0.plusSeconds(60),
                Optional.of(new Discrepancy.Healed(T0.plusSeconds(60), Discrepancy.Cure.RELOAD))));
  }

  private void look(AccountEvent event) {
    watch.look(shown, event, shown.apply(event));
  }

  private long count(String field) {
    Counter counter =
        metrics.find("drift").tag("source", "stream_vs_rest").tag("field", field).counter();
    return counter == null ? 0 : Math.round(counter.count());
  }

  private static AccountEvent read(Holding holding, int second) {
    Instant at = T0.plusSeconds(second);
    return loaded(at, Map.of(RAIN, book(holding, T0.minusSeconds(60))), "1", List.of(), List.of());
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord told) {
      if (told.getLevel().intValue() >= java.util.logging.Level.INFO.intValue()) {
        warnings.add(
            told instanceof org.jboss.logmanager.ExtLogRecord ext
                ? ext.getFormattedMessage()
                : told.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
