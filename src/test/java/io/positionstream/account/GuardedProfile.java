package io.positionstream.account;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Real limits, small enough to be met; short deadlines; one allowed origin; a clock to turn. */
public class GuardedProfile extends StubProfile {

  static final String ALLOWED = "https://app.example.org";

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    Set<Class<?>> alternatives = new HashSet<>(super.getEnabledAlternatives());
    alternatives.add(TestClock.class);
    return alternatives;
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> config = new HashMap<>(super.getConfigOverrides());
    config.put("web.cors-origins", ALLOWED);
    config.put("web.head-deadline", "1s");
    config.put("web.body-deadline", "1s");
    config.put("login-limits.address-burst", "6");
    config.put("login-limits.address-per-minute", "1");
    config.put("login-limits.key-burst", "4");
    config.put("login-limits.key-per-minute", "1");
    config.put("login-limits.key-lock-after", "2");
    config.put("login-limits.address-lock-after", "5");
    config.put("login-limits.first-lock", "5m");
    config.put("login-limits.at-once", "2");
    return config;
  }
}
