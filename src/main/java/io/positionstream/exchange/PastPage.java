package io.positionstream.exchange;

import java.util.List;

/**
 * Some rows of an account's past.
 *
 * @param rows newest first
 * @param unreadable how many more rows the exchange showed that say something we do not understand
 */
public record PastPage<T>(List<T> rows, int unreadable) {
  public PastPage {
    rows = List.copyOf(rows);
  }
}
