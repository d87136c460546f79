package io.positionstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.positionstream.portfolio.AccountId;
import io.positionstream.stream.OpenStreams.Place;
import io.positionstream.web.ProblemException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Test;

/** How many streams there may be, and how their places become free again. */
class OpenStreamsTest {

  private static final AccountId ADA = new AccountId(new UUID(0, 1));
  private static final AccountId GRACE = new AccountId(new UUID(0, 2));

  private final OpenStreams streams =
      new OpenStreams(config(), new StreamMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));
  private final List<Place> places = new ArrayList<>();

  /** Of one place a user and two in all. */
  static StreamConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(StreamConfig.class)
        .withDefaultValues(Map.of("stream.max-per-user", "1", "stream.max-per-instance", "2"))
        .withConverters(new Converter<?>[] {new MemorySizeConverter(), new DurationConverter()})
        .build()
        .getConfigMapping(StreamConfig.class);
  }

  @Test
  void aStreamThatCannotBeOpenedKeepsNoPlace() {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  streams.enter(
                      ADA,
                      place -> {
                        throw new IllegalStateException("cannot be opened");
                      }))
          .isInstanceOf(IllegalStateException.class);
    }

    streams.enter(ADA, places::add);
    assertThat(places).hasSize(1);
  }

  @Test
  void aPlaceIsGivenBackOnce() {
    streams.enter(ADA, places::add);
    streams.enter(GRACE, places::add);
    places.getFirst().leave();
    places.getFirst().leave();

    streams.enter(ADA, places::add);

    assertThatThrownBy(() -> streams.enter(new AccountId(new UUID(0, 3)), places::add))
        .as("the instance is full")
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void nobodyHasMoreThanHisPlaces() {
    streams.enter(ADA, places::add);

    assertThatThrownBy(() -> streams.enter(ADA, places::add)).isInstanceOf(ProblemException.class);
    places.getFirst().leave();
    streams.enter(ADA, places::add);
  }
}
