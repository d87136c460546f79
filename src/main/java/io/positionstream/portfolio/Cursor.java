package io.positionstream.portfolio;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a reader has come: a consistent cut of the account and the facts it has been told.
 *
 * @param epoch names one run of an engine; numbers of different epochs cannot be compared
 */
public record Cursor(String epoch, long seq, long fact) {

  private static final Pattern FORM = Pattern.compile("([a-z0-9]{1,32})-(\\d{1,18})-(\\d{1,9})");

  /** Reads {@link #toString()}'s form; anything else is empty. */
  public static Optional<Cursor> parse(String text) {
    Matcher m = FORM.matcher(text);
    return m.matches()
        ? Optional.of(
            new Cursor(m.group(1), Long.parseLong(m.group(2)), Long.parseLong(m.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return epoch + "-" + seq + "-" + fact;
  }
}
