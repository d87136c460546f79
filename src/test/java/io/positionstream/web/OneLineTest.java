package io.positionstream.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineTest {

  @Test
  void aMessageCannotWriteASecondEntry() {
    ExtLogRecord entry = entry("line lost reason=%s", "gone\r\n2025 INFO all is well\u001b[2J");

    new OneLine().isLoggable(entry);

    assertThat(entry.getFormattedMessage())
        .isEqualTo("line lost reason=gone\\u000d\\u000a2025 INFO all is well\\u001b[2J");
  }

  @Test
  void percentSignsOfAnEscapedMessageAreText() {
    ExtLogRecord entry = entry("reason=%s", "100 %s\n");

    new OneLine().isLoggable(entry);

    assertThat(entry.getFormattedMessage()).isEqualTo("reason=100 %s\\u000a");
  }

  @Test
  void ordinaryMessagesStayAsTheyAre() {
    ExtLogRecord entry = entry("line connecting attempt=%s", 3);

    new OneLine().isLoggable(entry);

    assertThat(entry.getFormattedMessage()).isEqualTo("line connecting attempt=3");
  }

  @Test
  void anEntrySaysWhenWithItsOffsetHowBadWhereAndWhat() throws IOException {
    ExtLogRecord entry = entry("session began account=%s", "a-1");
    entry.setInstant(Instant.parse("2025-10-04T17:30:15.120Z"));
    entry.setThreadName("eventloop-1");

    String line = new PatternFormatter(setting("quarkus.log.console.format")).format(entry);

    assertThat(line)
        .matches(
            "2025-10-0\\dT\\d\\d:\\d\\d:15\\.120(Z|[+-]\\d\\d:\\d\\d) INFO  \\[.*AccountResource\\]"
                + " \\(eventloop-1\\) session began account=a-1\\R");
  }

  @Test
  void theConsoleUsesItAndNothingElseIsWrittenTo() throws IOException {
    assertThat(setting("quarkus.log.console.filter")).isEqualTo("one-line");
    assertThat(settings().stringPropertyNames())
        .noneMatch(name -> name.matches(".*quarkus\\.log\\.(file|syslog|socket|handler)\\..*"));
  }

  private static ExtLogRecord entry(String format, Object argument) {
    ExtLogRecord entry =
        new ExtLogRecord(Level.INFO, format, FormatStyle.PRINTF, OneLineTest.class.getName());
    entry.setLoggerName("io.positionstream.account.AccountResource");
    entry.setParameters(new Object[] {argument});
    return entry;
  }

  private static String setting(String name) throws IOException {
    return settings().getProperty(name);
  }

  private static Properties settings() throws IOException {
    Properties settings = new Properties();
    try (InputStream in = OneLine.class.getResourceAsStream("/application.properties")) {
      settings.load(in);
    }
    return settings;
  }
}
