package io.positionstream.statement;

import io.positionstream.portfolio.Line;
import io.positionstream.web.JsonText;
import java.util.Optional;

/** What the account's status says of its line, for tests of lines. */
public final class TestStatus {

  private TestStatus() {}

  public static String feed(Optional<Line> line) {
    return JsonText.object(json -> StatusResource.feed(json, line));
  }
}
