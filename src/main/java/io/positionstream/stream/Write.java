package io.positionstream.stream;

import io.positionstream.portfolio.Cursor;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * What one wake-up of a reader sends: whole messages, encoded. Shared by all readers that need
 * exactly this, so nobody may change the bytes.
 *
 * @param to where a reader stands who has read all of it
 * @param messages how many of which type are in it
 * @param conflated changes of the account that got no message of their own, because a newer one of
 *     the same position took their place
 */
record Write(Buffer bytes, Cursor to, List<Count> messages, long conflated) {

  /** So many messages of one type. */
  record Count(MessageType type, int messages) {}

  Write {
    messages = List.copyOf(messages);
  }

  boolean isEmpty() {
    return bytes.length() == 0;
  }
}
