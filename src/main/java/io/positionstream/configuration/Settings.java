package io.positionstream.configuration;

import static io.positionstream.configuration.Setting.duration;
import static io.positionstream.configuration.Setting.elsewhere;
import static io.positionstream.configuration.Setting.flag;
import static io.positionstream.configuration.Setting.list;
import static io.positionstream.configuration.Setting.oneOf;
import static io.positionstream.configuration.Setting.optionalPort;
import static io.positionstream.configuration.Setting.pause;
import static io.positionstream.configuration.Setting.port;
import static io.positionstream.configuration.Setting.size;
import static io.positionstream.configuration.Setting.text;
import static io.positionstream.configuration.Setting.url;
import static io.positionstream.configuration.Setting.whole;
import static io.positionstream.configuration.Setting.zone;

import io.quarkus.runtime.configuration.DurationConverter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * Every setting of the service. The mappings beside the code that uses them give the types and the
 * defaults; here stands what a value must be, so that one place finds all mistakes at once and says
 * them with the name of the environment variable.
 */
final class Settings {

  private static final int MANY = 1_000_000;
  private static final String HOST = "[A-Za-z0-9.:\\[\\]-]+";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");

  static final List<Setting> ALL =
      List.of(
          port("quarkus.http.port", 0),
          list(
              "web.trusted-proxies",
              "addresses or networks such as 10.0.0.1 or 10.0.0.0/8, comma-separated",
              HOST + "(/\\d{1,3})?"),
          text("positionstream.home", "a folder", "[^\\x00]+"),
          elsewhere("database.url"),
          elsewhere("database.url-file"),
          elsewhere("database.user"),
          elsewhere("database.password"),
          elsewhere("database.password-file"),
          flag("database.embedded"),
          optionalPort("database.embedded-port"),
          flag("database.keep"),
          elsewhere("secrets.encryption-keys"),
          elsewhere("secrets.encryption-keys-file"),
          elsewhere("secrets.jwt-keys"),
          elsewhere("secrets.jwt-keys-file"),
          flag("secrets.generated"),
          whole("session.expiration-hours", 1, 8_760),
          whole("session.renew-after-hours", 1, 8_760),
          duration("session.max-life"),
          text("session.cookie-name", "the name of a cookie", "[A-Za-z0-9_-]{1,100}"),
          duration("session.purge-after"),
          duration("session.purge-every"),
          whole("session.purge-batch", 1, MANY),
          text("session.issuer", "a word", "\\S{1,200}"),
          oneOf("account.default-environment", "production", "demo", "simulator"),
          duration("account.first-load"),
          whole("login-limits.address-burst", 1, MANY),
          whole("login-limits.address-per-minute", 1, MANY),
          whole("login-limits.key-burst", 1, MANY),
          whole("login-limits.key-per-minute", 1, MANY),
          whole("login-limits.key-lock-after", 1, MANY),
          whole("login-limits.address-lock-after", 1, MANY),
          duration("login-limits.first-lock"),
          duration("login-limits.longest-lock"),
          whole("login-limits.at-once", 1, 1_000),
          whole("login-limits.remembered", 1, 100 * MANY),
          elsewhere("web.cors-origins"),
          duration("web.head-deadline"),
          duration("web.body-deadline"),
          size("web.max-head"),
          size("web.max-body"),
          size("web.send-buffer"),
          text("web.strict-transport-security", "a header such as max-age=31536000", "[ -~]+"),
          flag("web.swagger-ui"),
          zone("engine.day-zone"),
          duration("stream.heartbeat"),
          duration("stream.retry"),
          duration("stream.first-load"),
          whole("stream.max-per-user", 1, MANY),
          whole("stream.max-per-instance", 1, MANY),
          size("stream.max-queued"),
          duration("stream.write-deadline"),
          pause("stream.drain"),
          duration("statement.stale-after"),
          duration("reconciliation.every"),
          duration("reconciliation.keep"),
          whole("reconciliation.most", 1, MANY),
          duration("mark-samples.every"),
          duration("mark-samples.keep"),
          elsewhere("recording.dir"),
          size("recording.max-size"),
          url("kalshi.environments.production.rest-url", "https", "http"),
          url("kalshi.environments.production.ws-url", "wss", "ws"),
          list("kalshi.environments.production.hosts", "hosts, comma-separated", HOST),
          url("kalshi.environments.demo.rest-url", "https", "http"),
          url("kalshi.environments.demo.ws-url", "wss", "ws"),
          list("kalshi.environments.demo.hosts", "hosts, comma-separated", HOST),
          duration("kalshi.timing.answer"),
          duration("kalshi.timing.back-off-min"),
          duration("kalshi.timing.back-off-max"),
          duration("kalshi.timing.reload"),
          duration("kalshi.timing.poll"),
          duration("kalshi.timing.quiet"),
          duration("kalshi.timing.stale"),
          duration("kalshi.timing.silence"),
          flag("simulator.enabled"),
          port("simulator.port", 0),
          whole("simulator.speed", 0, MANY),
          text("simulator.home", "a folder", "[^\\x00]+"),
          flag("simulator.keep"));

  /** Each has settings in application.properties; one that is misspelt would have none. */
  private static final Set<String> PROFILES = Set.of("dev", "test", "demo", "prod");

  private Settings() {}

  /** One sentence for each of the profiles that does not exist. */
  static List<String> unknown(List<String> profiles) {
    return profiles.stream()
        .filter(profile -> !PROFILES.contains(profile))
        .map(
            profile ->
                "QUARKUS_PROFILE must be one of %s, found \"%s\"."
                    .formatted(String.join(", ", new TreeSet<>(PROFILES)), profile))
        .toList();
  }

  /**
   * What is wrong, one sentence each, with the name of the variable.
   *
   * @param values what is configured for a key; null for a setting that has its default
   */
  static List<String> problems(Function<String, @Nullable ConfigValue> values) {
    List<String> problems = new ArrayList<>();
    for (Setting setting : ALL) {
      ConfigValue value = values.apply(setting.key());
      if (value != null && !setting.accepts(present(value))) {
        problems.add(sentence(setting, value));
      }
    }
    if (problems.isEmpty()) {
      shorter("session.renew-after-hours", "session.expiration-hours", values, Long::parseLong)
          .ifPresent(problems::add);
      shorter("login-limits.first-lock", "login-limits.longest-lock", values, Settings::millis)
          .ifPresent(problems::add);
      shorter("kalshi.timing.back-off-min", "kalshi.timing.back-off-max", values, Settings::millis)
          .ifPresent(problems::add);
      shorter("kalshi.timing.stale", "kalshi.timing.silence", values, Settings::millis)
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static String sentence(Setting setting, ConfigValue value) {
    String found = present(value);
    String shown = found.length() > 60 || !setting.shown() ? "something else" : '"' + found + '"';
    return variable(value)
        + " must be "
        + setting.expected()
        + ", found "
        + (found.isBlank() ? "nothing" : shown)
        + ".";
  }

  private static long millis(String text) {
    return DurationConverter.parseDuration(text).toMillis();
  }

  /** Only where somebody set one of both: defaults fit each other. */
  private static Optional<String> shorter(
      String key,
      String than,
      Function<String, @Nullable ConfigValue> values,
      Function<String, Long> measure) {
    ConfigValue small = values.apply(key);
    ConfigValue large = values.apply(than);
    if (small == null || large == null || measure(small, measure) <= measure(large, measure)) {
      return Optional.empty();
    }
    return Optional.of(variable(small) + " must not be more than " + variable(large) + ".");
  }

  private static long measure(ConfigValue value, Function<String, Long> measure) {
    return measure.apply(present(value).strip());
  }

  private static String present(ConfigValue value) {
    String text = value.getValue();
    return text == null ? "" : text;
  }

  /** The one that application.properties binds the key to, else the one that overrides the key. */
  static String variable(ConfigValue value) {
    String raw = value.getRawValue();
    Matcher bound = VARIABLE.matcher(raw == null ? "" : raw);
    return bound.find()
        ? bound.group(1)
        : value.getName().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
