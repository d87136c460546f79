package io.positionstream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The packaged service does not start with secrets that are none or an exchange that is not
 * allowed.
 */
@Timeout(90)
@Execution(CONCURRENT)
class StartRuleIT {

  private static final String ENCRYPTION = "ENCRYPTION_SECRET_KEY";
  private static final String JWT = "JWT_SECRET_KEY";
  private static final String GOOD = "uQ3k0Yb5vJm2Rz8TtWc1nXh7LpEa4GdS6oViFyKqBwM=";

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    ENCRYPTION + ",,is required in production and not set",
    ENCRYPTION + ",c2hvcnQ=,holds a key of 5 bytes instead of 32",
    ENCRYPTION + ",cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=,holds an example",
    JWT + ",,is required in production and not set",
  })
  void refusesToStartNamingTheVariableAndHowToMakeOne(String variable, String value, String reason)
      throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of(ENCRYPTION, GOOD, JWT, GOOD));
    environment.remove(variable);
    if (value != null) {
      environment.put(variable, value);
    }

    Process service = start(environment);
    String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(service.waitFor()).isNotZero();
    assertThat(output)
        .contains(variable + " " + reason)
        .contains("openssl rand -base64 32")
        .doesNotContain(value == null ? GOOD : value);
    assertThat(home.resolve("secrets")).doesNotExist();
    assertThat(home.resolve("postgres")).doesNotExist();
  }

  @Test
  void refusesToStartWithAnExchangeThatIsNotAllowed() throws Exception {
    Process service =
        start(
            Map.of(
                ENCRYPTION,
                GOOD,
                JWT,
                GOOD,
                "KALSHI_PRODUCTION_REST_URL",
                "https://evil.example/"));
    String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(service.waitFor()).isNotZero();
    assertThat(output)
        .contains("KALSHI_PRODUCTION_REST_URL names evil.example")
        .contains("KALSHI_PRODUCTION_HOSTS");
  }

  @ParameterizedTest
  @CsvSource({
    "JWT_EXPIRATION_HOURS,abc,'JWT_EXPIRATION_HOURS must be a whole number from 1 to 8760'",
    "POSITIONSTREAM_DAY_ZONE,Mars/North,POSITIONSTREAM_DAY_ZONE must be a time zone",
    "DATABASE_URL,mysql://u:hidden@h/d,DATABASE_URL is not an address like postgresql://",
    "QUARKUS_PROFILE,production,'QUARKUS_PROFILE must be one of demo, dev, prod, test, found'",
  })
  void refusesToStartWithASettingThatIsWrongInOnePlainSentence(
      String variable, String value, String sentence) throws Exception {
    Process service = start(Map.of(ENCRYPTION, GOOD, JWT, GOOD, variable, value));
    String output = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(service.waitFor()).isNotZero();
    assertThat(output).contains(sentence).doesNotContain("\tat ").doesNotContain("hidden");
    assertThat(home.resolve("postgres")).doesNotExist();
  }

  private Process start(Map<String, String> secrets) throws IOException {
    Files.createDirectories(home);
    ProcessBuilder builder = new ProcessBuilder(Service.command());
    builder.environment().remove(ENCRYPTION);
    builder.environment().remove(JWT);
    builder.environment().putAll(secrets);
    builder.environment().put("POSITIONSTREAM_HOME", home.toString());
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    return builder.redirectErrorStream(true).start();
  }
}
