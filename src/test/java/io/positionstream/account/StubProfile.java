package io.positionstream.account;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** Runs with the stub exchange and a probe where the stream will be. */
public class StubProfile implements QuarkusTestProfile {

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(StubExchange.class, StubWatch.class, StreamProbe.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "web.trusted-proxies", "127.0.0.1",
        "account.guests.simulator.key-id-file", "target/test-guest/id.txt",
        "account.guests.simulator.private-key-file", "target/test-guest/key.pem");
  }
}
