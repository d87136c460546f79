package io.positionstream.statement;

import java.util.List;

/**
 * Comma-separated values (RFC 4180) with a header row. Text that a spreadsheet would take for a
 * formula gets an apostrophe in front.
 */
final class TradeCsv {

  static final String TYPE = "text/csv";

  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder out = new StringBuilder(1_024);
  private String separator = "";

  TradeCsv(List<String> columns) {
    columns.forEach(this::exact);
    end();
  }

  /** A field of text from outside. */
  TradeCsv text(String value) {
    boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
    return exact(formula ? "'" + value : value);
  }

  /** A number, a time or a word of ours; empty when it is unknown. */
  TradeCsv exact(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    out.append(separator).append(plain ? value : "\"" + value.replace("\"", "\"\"") + "\"");
    separator = ",";
    return this;
  }

  /** Ends a row. */
  TradeCsv end() {
    out.append("\r\n");
    separator = "";
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
