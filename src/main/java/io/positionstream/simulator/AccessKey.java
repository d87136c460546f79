package io.positionstream.simulator;

import java.security.PublicKey;
import java.util.List;

/** The public half of a key of one account, and what it is good for. */
record AccessKey(String id, String name, KeyType type, PublicKey publicKey, List<String> scopes) {
  static final List<String> READ_ONLY = List.of("read");
}
