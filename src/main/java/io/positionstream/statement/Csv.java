package io.positionstream.statement;

import io.positionstream.web.ErrorCode;
import io.positionstream.web.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180): a header, lines that end in CRLF, quotes where they are
 * needed. Text that a spreadsheet would take for a formula gets an apostrophe in front.
 */
final class Csv {

  static final String TYPE = "text/csv";

  private static final MediaType MEDIA = new MediaType("text", "csv");
  private static final String FORMULA_STARTS = "=+-@\t\r";

  private final StringBuilder out = new StringBuilder(1_024);
  private boolean first = true;

  /** Begins with the names of the columns. */
  Csv(List<String> columns) {
    out.append(columns.stream().map(Csv::quoted).collect(Collectors.joining(",")));
    end();
  }

  /**
   * Whether the caller likes CSV better than JSON; a problem when neither will do. Whoever does not
   * say, or takes anything, gets JSON.
   */
  static boolean isWanted(HttpHeaders headers) {
    for (MediaType type : headers.getAcceptableMediaTypes()) {
      if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
        return false;
      }
      if (type.isCompatible(MEDIA)) {
        return true;
      }
    }
    throw Problem.of(ErrorCode.NOT_ACCEPTABLE, "This is application/json or text/csv.")
        .asException();
  }

  /** A field of text from outside. */
  Csv text(String value) {
    boolean formula = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0;
    return field(formula ? "'" + value : value);
  }

  /** A field that we made: a number, a time, a word of ours; empty when it is unknown. */
  Csv exact(Optional<String> value) {
    return field(value.orElse(""));
  }

  Csv exact(String value) {
    return field(value);
  }

  /** Ends a row. */
  Csv end() {
    out.append("\r\n");
    first = true;
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private Csv field(String value) {
    out.append(first ? "" : ",").append(quoted(value));
    first = false;
    return this;
  }

  private static String quoted(String value) {
    boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
