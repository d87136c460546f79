package io.positionstream.exchange.kalshi;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KalshiConfigTest {

  @ParameterizedTest
  @CsvSource({"dev,,true", "test,,true", "prod,,false", "prod,true,true", "dev,false,false"})
  void offersTheSimulatorOnlyWhereThereIsOne(String profile, String wanted, boolean offered)
      throws IOException {
    Map<String, String> variables = wanted == null ? Map.of() : Map.of("SIMULATOR_ENABLED", wanted);

    KalshiConfig config = read(profile, variables);

    assertThat(config.environments().get("simulator").enabled()).isEqualTo(offered);
    assertThat(config.environments().get("production").enabled()).isTrue();
    assertThat(config.environments().get("demo").enabled()).isTrue();
  }

  @Test
  void takesHostsFromTheEnvironment() throws IOException {
    KalshiConfig config =
        read("prod", Map.of("KALSHI_DEMO_WS_URL", "ws://127.0.0.1:1/ws", "SIMULATOR_PORT", "9999"));

    assertThat(config.environments().keySet()).isEqualTo(Set.of("production", "demo", "simulator"));
    assertThat(config.environments().get("demo").wsUrl())
        .isEqualTo(URI.create("ws://127.0.0.1:1/ws"));
    assertThat(config.environments().get("simulator").restUrl())
        .isEqualTo(URI.create("http://127.0.0.1:9999/trade-api/v2"));
  }

  @Test
  void hasSensibleWaits() throws IOException {
    KalshiConfig.Timing timing = read("prod", Map.of()).timing();

    TestTiming expected = new TestTiming();
    assertThat(timing.answer()).isEqualTo(expected.answer());
    assertThat(timing.backOffMin()).isEqualTo(expected.backOffMin());
    assertThat(timing.backOffMax()).isEqualTo(expected.backOffMax());
    assertThat(timing.reload()).isEqualTo(expected.reload());
    assertThat(timing.quiet()).isEqualTo(expected.quiet());
    assertThat(timing.silence()).isEqualTo(expected.silence());
  }

  private static KalshiConfig read(String profile, Map<String, String> variables)
      throws IOException {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withProfile(profile)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(
            new PropertiesConfigSource(
                KalshiConfig.class.getResource("/application.properties"), 100))
        .withSources(new PropertiesConfigSource(variables, "variables", 300))
        .withMapping(KalshiConfig.class)
        .build()
        .getConfigMapping(KalshiConfig.class);
  }
}
