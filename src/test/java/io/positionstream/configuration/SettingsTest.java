package io.positionstream.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting that is wrong stops the start, and says which variable should be what. */
class SettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUARKUS_HTTP_PORT | http | a whole number from 0 to 65535, found \"http\"",
        "QUARKUS_HTTP_PORT | 70000 | a whole number from 0 to 65535, found \"70000\"",
        "DATABASE_EMBEDDED_PORT | 0 | a whole number from 1 to 65535",
        "DATABASE_KEEP | maybe | true or false, found \"maybe\"",
        "POSITIONSTREAM_HOME | '' | a folder, found nothing",
        "POSITIONSTREAM_DAY_ZONE | Mars/North | a time zone such as America/New_York",
        "JWT_EXPIRATION_HOURS | abc | a whole number from 1 to 8760, found \"abc\"",
        "JWT_EXPIRATION_HOURS | '' | a whole number from 1 to 8760, found nothing",
        "JWT_EXPIRATION_HOURS | -1 | a whole number from 1 to 8760",
        "JWT_RENEW_AFTER_HOURS | 0 | a whole number from 1 to 8760",
        "SESSION_MAX_LIFE | 30 days | a time such as",
        "SESSION_MAX_LIFE | 0s | a time such as",
        "SESSION_PURGE_EVERY | -10m | a time such as",
        "SESSION_PURGE_BATCH | 0 | a whole number from 1",
        "SESSION_COOKIE_NAME | my session | the name of a cookie",
        "KALSHI_ENVIRONMENT | prod | one of production, demo, simulator, found \"prod\"",
        "KALSHI_PRODUCTION_REST_URL | external-api.kalshi.com | an address such as https://host/path",
        "KALSHI_DEMO_WS_URL | https://host/path | an address such as wss://host/path",
        "KALSHI_DEMO_REST_URL | https://a b | an address such as https://host/path",
        "KALSHI_PRODUCTION_HOSTS | https://x/y | hosts, comma-separated",
        "KALSHI_TIMING_BACK_OFF_MAX | soon | a time such as",
        "LOGIN_LIMITS_AT_ONCE | 0 | a whole number from 1 to 1000",
        "LOGIN_LIMITS_KEY_BURST | 2.5 | a whole number from 1",
        "LOGIN_LIMITS_LONGEST_LOCK | 15 min | a time such as",
        "TRUSTED_PROXIES | 10.0.0.0/8;10.1.0.1 | addresses or networks such as 10.0.0.1",
        "WEB_MAX_BODY | 64 kilobytes | a size such as",
        "WEB_MAX_HEAD | 0 | a size such as",
        "SWAGGER_UI_ENABLED | please | true or false",
        "RECORDING_MAX_SIZE | lots | a size such as",
        "RECONCILIATION_MOST | none | a whole number from 1",
        "STREAM_HEARTBEAT | 15x | a time such as",
        "SIMULATOR_ENABLED | ja | true or false",
        "SIMULATOR_PORT | 94800 | a whole number from 0 to 65535",
        "SIMULATOR_SPEED | fast | a whole number from 0",
      })
  void aWrongValueIsToldWithTheNameOfItsVariable(String variable, String value, String expected) {
    assertThatThrownBy(() -> config("prod", Map.of(variable, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("\n  " + variable + " must be " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "Prod", "demo,staging"})
  void aProfileThatDoesNotExistIsNoProfileOfItsOwn(String profile) {
    assertThatThrownBy(() -> config(profile, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "\n  QUARKUS_PROFILE must be one of demo, dev, prod, test, found \""
                + profile.replace("demo,", ""));
  }

  @Test
  void everyProfileThatHasSettingsIsKnown() throws IOException {
    Set<String> written = new TreeSet<>();
    Matcher profile =
        Pattern.compile("(?m)^%([a-z]+)\\.")
            .matcher(Files.readString(Path.of("src/main/resources/application.properties")));
    while (profile.find()) {
      written.add(profile.group(1));
    }

    assertThat(written).contains("demo", "dev", "test");
    assertThat(Settings.unknown(List.copyOf(written))).isEmpty();
    assertThat(Settings.unknown(List.of("prod"))).isEmpty();
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThatThrownBy(
            () -> config("prod", Map.of("SIMULATOR_PORT", "x", "JWT_EXPIRATION_HOURS", "y")))
        .hasMessageContaining("SIMULATOR_PORT")
        .hasMessageContaining("JWT_EXPIRATION_HOURS");
  }

  @Test
  void settingsThatContradictEachOtherAreTold() {
    assertThatThrownBy(
            () -> config("prod", Map.of("JWT_EXPIRATION_HOURS", "4", "JWT_RENEW_AFTER_HOURS", "5")))
        .hasMessageContaining("JWT_RENEW_AFTER_HOURS must not be more than JWT_EXPIRATION_HOURS.");
  }

  @Test
  void anAddressIsNotRepeatedForItMayHoldAPassword() {
    assertThatThrownBy(
            () -> config("prod", Map.of("KALSHI_DEMO_REST_URL", "ftp://ada:secret@host/path")))
        .hasMessageContaining("KALSHI_DEMO_REST_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aVariableThatOverridesAKeyIsNamedAsItWasWritten() {
    assertThatThrownBy(() -> config("prod", Map.of("SESSION_EXPIRATION_HOURS", "abc")))
        .hasMessageContaining("\n  SESSION_EXPIRATION_HOURS must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "dev", "test", "demo"})
  void whatStandsInTheRepositoryIsRight(String profile) {
    SmallRyeConfig config = config(profile, Map.of());

    assertThat(config.getRawValue("web.max-body")).isEqualTo("64K");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod", "dev", "test", "demo"})
  void noCallbackCarriesTheRequestThatBeganIt(String profile) {
    SmallRyeConfig config = config(profile, Map.of());

    // Else an engine keeps the login that started it for as long as it runs, and nobody notices.
    assertThat(config.getRawValue("mp.context.ThreadContext.propagated")).isEqualTo("None");
    assertThat(config.getRawValue("mp.context.ThreadContext.cleared")).isEqualTo("None");
    assertThat(config.getRawValue("mp.context.ThreadContext.unchanged")).isEqualTo("Remaining");
  }

  @Test
  void everySettingOfAMappingHasARule() {
    // Those of maps are wiring, see EnvironmentExampleTest.
    assertThat(EverySetting.all().keySet())
        .filteredOn(key -> !key.matches("account\\.guests\\..*|kalshi\\..*\\.(local|enabled)"))
        .filteredOn(key -> !key.startsWith("kalshi.environments.simulator."))
        .allSatisfy(key -> assertThat(Settings.ALL).extracting(Setting::key).contains(key));
    assertThat(Settings.ALL)
        .extracting(Setting::key)
        .filteredOn(key -> !key.startsWith("quarkus."))
        .allSatisfy(key -> assertThat(EverySetting.all()).containsKey(key));
  }

  @Test
  void everyDefaultIsAllowed() {
    Map<String, EverySetting.Found> found = EverySetting.all();
    for (Setting setting : Settings.ALL) {
      if (found.containsKey(setting.key())) {
        found
            .get(setting.key())
            .fallback()
            .ifPresent(value -> assertThat(setting.accepts(value)).as(setting.key()).isTrue());
      }
    }
  }

  @Test
  void nothingSecretHasADefaultInProduction() {
    Map<String, EverySetting.Found> found = new TreeMap<>(EverySetting.all());
    SmallRyeConfig production = config("prod", Map.of());

    for (String secret :
        new String[] {
          "secrets.encryption-keys", "secrets.jwt-keys", "database.url", "database.password"
        }) {
      assertThat(found.get(secret).fallback()).as(secret).isEmpty();
      assertThat(production.getOptionalValue(secret, String.class)).as(secret).isEmpty();
      assertThat(production.getOptionalValue(secret + "-file", String.class)).isEmpty();
    }
    assertThat(production.getOptionalValue("secrets.generated", Boolean.class))
        .as("made only in a demo")
        .isEmpty();
    assertThat(found.get("secrets.generated").fallback()).contains("false");
    assertThat(config("demo", Map.of()).getValue("secrets.generated", Boolean.class)).isTrue();
    assertThat(production.getOptionalValue("quarkus.datasource.password", String.class)).isEmpty();
  }

  /** As Quarkus does it: the check is asked for sources, and sees what stands in the others. */
  private static SmallRyeConfig config(String profile, Map<String, String> variables) {
    try {
      return new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .withProfile(profile)
          .withSources(
              new PropertiesConfigSource(
                  SettingsTest.class.getResource("/application.properties"), 100))
          .withSources(new EnvConfigSource(variables, 300))
          .withSources(new StartCheck())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
