package io.positionstream.stream;

import io.positionstream.web.JsonText;

/**
 * One message of the stream without its id.
 *
 * @param text its lines, the empty one included
 */
record Message(MessageType type, String text) {

  /** A message that carries one object. */
  static Message of(MessageType type, long seq, String data) {
    return new Message(
        type,
        "data: {\"type\":\"" + type.word() + "\",\"seq\":" + seq + ",\"data\":" + data + "}\n\n");
  }

  /** A message with fields of its own. */
  static Message of(MessageType type, JsonText.Body fields) {
    String json =
        JsonText.object(
            out -> {
              out.text("type", type.word());
              fields.write(out);
            });
    return new Message(type, "data: " + json + "\n\n");
  }

  /** The last message before the server ends a stream. */
  static Message error(String code, String sentence) {
    return of(
        MessageType.ERROR,
        out -> {
          out.text("error", code);
          out.text("message", sentence);
        });
  }

  int length() {
    return text.length();
  }
}
