package io.positionstream.service;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits of streams that a test can reach; a kernel that holds little. */
public class SmallStreams implements QuarkusTestProfile {

  static final int PER_USER = 4;
  static final int PER_INSTANCE = 6;
  static final int QUEUED = 8 << 10;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "stream.max-per-user",
        Integer.toString(PER_USER),
        "stream.max-per-instance",
        Integer.toString(PER_INSTANCE),
        "stream.max-queued",
        Integer.toString(QUEUED),
        "stream.write-deadline",
        "4s",
        "quarkus.http.idle-timeout",
        "3s",
        "web.send-buffer",
        "4K");
  }
}
