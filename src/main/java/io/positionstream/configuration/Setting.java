package io.positionstream.configuration;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One setting and what it must be.
 *
 * @param key its name in {@code application.properties}
 * @param expected completes the sentence "must be ..."
 * @param optional whether it may be empty
 * @param shown whether a wrong value may be repeated in a message: never where a secret could be
 * @param fits throws or says false when a value, stripped and not empty, is wrong
 */
record Setting(
    String key, String expected, boolean optional, boolean shown, Predicate<String> fits) {

  private static final Duration LONGEST = Duration.ofDays(3_650);

  private static final Set<String> FLAGS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0");

  private static Setting required(String key, String expected, Predicate<String> fits) {
    return new Setting(key, expected, false, true, fits);
  }

  static Setting whole(String key, long least, long most) {
    return required(
        key,
        "a whole number from " + least + " to " + most,
        text -> Long.parseLong(text) >= least && Long.parseLong(text) <= most);
  }

  static Setting port(String key, int least) {
    return whole(key, least, 65_535);
  }

  static Setting optionalPort(String key) {
    Setting port = port(key, 1);
    return new Setting(key, port.expected, true, true, port.fits);
  }

  /** Longer than nothing. */
  static Setting duration(String key) {
    return required(
        key, "a time such as 500ms, 10s, 5m, 12h or 30d, longer than 0", Setting::isDuration);
  }

  private static boolean isDuration(String text) {
    Duration duration = DurationConverter.parseDuration(text);
    return duration.isPositive() && duration.compareTo(LONGEST) <= 0;
  }

  /** A duration that may be none. */
  static Setting pause(String key) {
    return required(
        key,
        "a time such as 500ms, 10s or 5m, or 0s",
        text -> {
          Duration pause = DurationConverter.parseDuration(text);
          return !pause.isNegative() && pause.compareTo(LONGEST) <= 0;
        });
  }

  static Setting size(String key) {
    return required(
        key,
        "a size such as 500, 16K or 256M, larger than 0",
        text -> new MemorySizeConverter().convert(text).asLongValue() > 0);
  }

  static Setting flag(String key) {
    return required(key, "true or false", text -> FLAGS.contains(text.toLowerCase(Locale.ROOT)));
  }

  static Setting zone(String key) {
    return required(
        key,
        "a time zone such as America/New_York or UTC",
        text -> ZoneId.of(text).getId().equals(text));
  }

  static Setting oneOf(String key, String... words) {
    return required(key, "one of " + String.join(", ", words), List.of(words)::contains);
  }

  /** An address; not shown, because somebody may have written a password into it. */
  static Setting url(String key, String safe, String plain) {
    return new Setting(
        key,
        "an address such as " + safe + "://host/path",
        false,
        false,
        text -> {
          URI uri = URI.create(text);
          return uri.getHost() != null
              && (safe.equals(uri.getScheme()) || plain.equals(uri.getScheme()));
        });
  }

  /** A comma-separated list of which every element, stripped, matches. */
  static Setting list(String key, String expected, String pattern) {
    return new Setting(
        key,
        expected,
        true,
        true,
        text -> List.of(text.split(",")).stream().allMatch(part -> part.strip().matches(pattern)));
  }

  static Setting text(String key, String expected, String pattern) {
    return required(key, expected, text -> text.matches(pattern));
  }

  /** Read and checked by whoever needs it; it may be left out. */
  static Setting elsewhere(String key) {
    return new Setting(key, "", true, false, text -> true);
  }

  boolean accepts(String text) {
    try {
      return text.isBlank() ? optional : fits.test(text.strip());
    } catch (IllegalArgumentException | DateTimeException e) {
      // Whoever parses says it in its own words; ours name the variable.
      return false;
    }
  }
}
