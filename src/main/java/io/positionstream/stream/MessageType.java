package io.positionstream.stream;

import io.positionstream.web.JsonText;

/** What a message of the stream is; the lower-case name is its {@code type}. */
enum MessageType {
  SNAPSHOT,
  RESUMED,
  POSITION_UPDATE,
  POSITION_REMOVED,
  PORTFOLIO_UPDATE,
  CONNECTION_STATUS,
  FILL,
  SETTLEMENT,
  ERROR,
  /** A comment: for proxies, not for clients. */
  HEARTBEAT;

  String word() {
    return JsonText.word(this);
  }
}
