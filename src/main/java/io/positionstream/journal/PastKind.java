package io.positionstream.journal;

/** What an account's past consists of. */
public enum PastKind {
  FILLS("fills", "executed_at"),
  SETTLEMENTS("settlements", "settled_at"),
  /** Deposits and withdrawals. */
  FLOWS("flows", "at");

  private final String table;
  private final String time;

  PastKind(String table, String time) {
    this.table = table;
    this.time = time;
  }

  /** Where its rows are; also how clients name it. */
  public String table() {
    return table;
  }

  /** The column that holds when it happened. */
  String time() {
    return time;
  }
}
