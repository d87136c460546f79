package io.positionstream.web;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Keeps a message on its line: what came from outside cannot write a second entry into the log or
 * colour a terminal. Stack traces keep their lines; they follow the entry they belong to.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {

  @Override
  public boolean isLoggable(LogRecord entry) {
    if (entry instanceof ExtLogRecord ext) {
      String message = ext.getFormattedMessage();
      if (message != null && message.chars().anyMatch(OneLine::breaksOut)) {
        ext.setMessage(escaped(message), FormatStyle.NO_FORMAT);
      }
    }
    return true;
  }

  private static String escaped(String message) {
    StringBuilder text = new StringBuilder(message.length() + 16);
    message
        .chars()
        .forEach(
            c -> {
              if (breaksOut(c)) {
                text.append("\\u%04x".formatted(c));
              } else {
                text.append((char) c);
              }
            });
    return text.toString();
  }

  private static boolean breaksOut(int c) {
    return (Character.isISOControl(c) && c != '\t') || c == '\u2028' || c == '\u2029';
  }
}
